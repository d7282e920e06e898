import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { createOaClient, type Result } from '../../bot/channels/zalo-oa-client.ts'
import { createOaTokens } from '../../bot/channels/zalo-oa-tokens.ts'
import { createVault } from '../../bot/vault.ts'
import { cryptoRandom, readableId } from '../kernel/ids.ts'
import { hashKey, phoneDigits } from '../kernel/privacy.ts'
import { showMoment } from '../kernel/time.ts'
import { auditor } from '../people/audit.ts'
import { readOrMakeSecret } from '../storage/secret.ts'
import { openCommand, orExit, usage } from './command.ts'

const USAGE = `npm run zalo -- status                     quyền gửi tin của Zalo OA còn không, đến bao giờ
npm run zalo -- tokens < FILE.json         nhận cặp mã {"access_token": "…", "refresh_token": "…"} lấy ở API Explorer của Zalo
npm run zalo -- code MÃ [--verifier CHUỖI]  đổi mã mà Zalo trả về sau khi quản trị OA bấm đồng ý (dùng một lần, trong 10 phút)
npm run zalo -- refresh                    đổi cặp mã mới ngay
npm run zalo -- template MÃ_MẪU SỐ_ĐIỆN_THOẠI tên=giá_trị … [--development]
  Gửi thử một mẫu tin ZBS theo số điện thoại; --development: chỉ quản trị của ứng dụng nhận được.`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { verifier: { type: 'string' }, development: { type: 'boolean', default: false } },
})
const [verb = '', first = '', ...rest] = positionals
const arity: Record<string, boolean> = {
  status: true,
  tokens: true,
  refresh: true,
  code: first !== '',
  template: first !== '' && rest.length > 1,
}
if (!arity[verb]) usage(USAGE)

const { config, db, content, clock } = await openCommand()
const unit = content.unit.code

const NO_ACCESS = {
  none: 'Chưa có cặp mã nào. Chạy: npm run zalo -- tokens < FILE.json',
  'other-app': 'Cặp mã đang giữ là của ứng dụng khác với ZALO_APP_ID.',
  'sealed-elsewhere': 'Cặp mã đang giữ không mở được: DATA_KEY hoặc secret.key đã khác.',
  refused:
    'Zalo không nhận cặp mã này nữa. Quản trị OA phải cấp quyền lại, rồi chạy: npm run zalo -- tokens < FILE.json',
  busy: 'Một tiến trình khác đang đổi cặp mã. Xin thử lại sau một phút.',
  unreached: 'Chưa gọi được máy chủ Zalo. Xin thử lại sau vài phút.',
} as const

/** An expected end of the command, told in one sentence. */
function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

await orExit(async () => {
  const account = config.zaloOa
  if (!account) fail('Zalo OA đang tắt: đặt ZALO_OA_ID, ZALO_OA_SECRET_KEY, ZALO_APP_ID, ZALO_APP_SECRET.')
  const key = await hashKey(config.dataKey ?? readOrMakeSecret(config.dataDir))
  const vault = createVault({ key, random: cryptoRandom, unit })
  const tokens = createOaTokens({ db, unit, vault, app: account, clock, random: cryptoRandom })
  const client = createOaClient({ ...account, tokens })
  const audit = auditor({ clock, random: cryptoRandom, unit })
  const granted = [audit({ actor: null, action: 'channels.grant', subject: 'zalo-oa' })]

  /** Says whether the account answers with what is kept now. */
  async function tell(): Promise<void> {
    const grant = await tokens.state()
    const result = await client.account()
    if (result.kind !== 'ok') fail(trouble(result))
    const { name } = z.object({ name: z.string().catch('?') }).parse(result.data)
    const end = grant ? showMoment(new Date(grant.expiresAt)) : '?'
    console.log(`Zalo OA “${name}” trả lời. Cặp mã thứ ${grant?.version}, tự đổi trước ${end}.`)
  }

  switch (verb) {
    case 'tokens': {
      const Given = z.object({
        access_token: z.string().min(1),
        refresh_token: z.string().min(1),
        expires_in: z.coerce.number().positive().optional(),
      })
      const given = Given.safeParse(parsed(readFileSync(0, 'utf8')))
      if (!given.success) fail('Không đọc được cặp mã: cần JSON có access_token và refresh_token.')
      const { access_token: access, refresh_token: refresh, expires_in: seconds } = given.data
      const now = clock().getTime()
      await tokens.grant({ access, refresh, expiresAt: now + (seconds ?? 0) * 1000 }, granted)
      // what was shown on a screen or rests in a file is dead from here on
      const fresh = await tokens.renew()
      if (typeof fresh === 'string') fail(NO_ACCESS[fresh])
      return tell()
    }
    case 'code': {
      const done = await tokens.grantByCode(first, values.verifier ?? null, granted)
      if (!done.ok) fail(`Zalo không nhận mã này (${done.why}). Mã chỉ dùng một lần, trong 10 phút.`)
      return tell()
    }
    case 'refresh': {
      const fresh = await tokens.renew()
      if (typeof fresh === 'string') fail(NO_ACCESS[fresh])
      return tell()
    }
    case 'template': {
      const [phone = '', ...holes] = rest
      const digits = phoneDigits(phone)
      if (!digits) fail(`Số điện thoại ${phone} chưa đúng.`)
      const data = Object.fromEntries(
        holes.map((hole) => [hole.split('=')[0] ?? '', hole.split('=').slice(1).join('=')]),
      )
      const tracking = `thu-${readableId(cryptoRandom, 12)}`
      const result = await client.templateToPhone(digits, first, data, { tracking, development: values.development })
      if (result.kind !== 'ok') fail(trouble(result))
      console.log(`Zalo đã nhận mẫu tin ${first}, mã theo dõi ${tracking}.`)
      return
    }
    default:
      return tell()
  }
})
db.close()

function trouble(result: Exclude<Result, { kind: 'ok' }>): string {
  switch (result.kind) {
    case 'no-access':
      return NO_ACCESS[result.why]
    case 'error':
      return `Zalo trả lời lỗi ${result.code}.`
    case 'status':
      return `Máy chủ Zalo trả lời HTTP ${result.status}.`
    default:
      return NO_ACCESS.unreached
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
