import { parseArgs } from 'node:util'
import { cryptoRandom } from '../kernel/ids.ts'
import { hashKey } from '../kernel/privacy.ts'
import { clean } from '../kernel/text.ts'
import { showMoment } from '../kernel/time.ts'
import { Role, Scope } from '../people/schema.ts'
import { createPeople } from '../people/service.ts'
import { readOrMakeSecret } from '../storage/secret.ts'
import { openCommand, orExit, usage } from './command.ts'

const ROLES = Role.options.join('|')
const USAGE = `npm run staff -- add "HỌ TÊN" --role ${ROLES} [--login tên.đăng.nhập] [--department "..."]
  Mời một người: in ra đường dẫn mời, dùng một lần trong 72 giờ.
npm run staff -- list
npm run staff -- disable TÊN_ĐĂNG_NHẬP     khóa, thoát mọi máy ngay
npm run staff -- enable TÊN_ĐĂNG_NHẬP      mở lại
npm run staff -- reset TÊN_ĐĂNG_NHẬP       bỏ mật khẩu và mã một lần, in đường dẫn mời mới
npm run staff -- add "TÊN PHẦN MỀM" --role machine [--scope dossiers:import] [--scope reports:read] [--days 365]
  Tạo mã truy cập cho phần mềm khác (ví dụ phần mềm một cửa nạp hồ sơ). Mã in ra một lần, không xem lại được.
  Tạo lại cùng tên thì mã cũ hết hiệu lực.`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    role: { type: 'string' },
    login: { type: 'string' },
    department: { type: 'string' },
    scope: { type: 'string', multiple: true },
    days: { type: 'string', default: '365' },
    unit: { type: 'string' },
  },
})
const [verb, raw] = positionals
const name = clean(raw ?? '')
const role = Role.safeParse(values.role)
const scopes = Scope.array().safeParse(values.scope ?? Scope.options)
const days = Number(values.days)
const verbs = ['add', 'list', 'disable', 'enable', 'reset']
if (!verb || !verbs.includes(verb) || (verb !== 'list' && name === '')) usage(USAGE)
if (verb === 'add' && !role.success && values.role !== 'machine') usage(USAGE)
if (!scopes.success || !Number.isInteger(days) || days < 1) usage(USAGE)

const { config, db, content, clock } = await openCommand()
const unit = values.unit ?? content.unit.code
const key = await hashKey(config.dataKey ?? readOrMakeSecret(config.dataDir))
const people = createPeople({ db, clock, random: cryptoRandom, unit, key })
const root = config.publicUrl ?? `http://localhost:${config.port}`

function showLink(login: string, { token, expires }: { token: string; expires: Date }) {
  console.error(`Tên đăng nhập: ${login}. Đường dẫn mời, dùng một lần, đến ${showMoment(expires)}:`)
  console.log(`${root}/console/invite/${token}`)
}

/** The account with this login name; tells and exits when there is none. */
async function find(login: string) {
  const found = (await people.people()).find((one) => one.login === login || one.id === login)
  if (!found) {
    console.error(`Không có tài khoản ${login}. Xem: npm run staff -- list`)
    process.exit(1)
  }
  return found
}

await orExit(async () => {
  if (verb === 'list') {
    for (const one of await people.people()) {
      const state = one.disabledAt
        ? 'đã khóa'
        : one.active
          ? 'đang dùng'
          : one.invitedUntil
            ? 'chờ nhận lời mời'
            : 'chưa có mật khẩu'
      console.log([one.login, one.name, one.role, state, one.codes ? 'mã một lần' : ''].filter(Boolean).join('\t'))
    }
  } else if (verb === 'add' && role.success) {
    const made = await people.invite(null, {
      name,
      role: role.data,
      login: values.login,
      department: values.department ?? null,
    })
    showLink(made.login, made)
  } else if (verb === 'add') {
    const token = await people.issueToken(unit, name, scopes.data, days)
    console.error(`Mã của "${name}" (${scopes.data.join(', ')}), hết hạn sau ${days} ngày. Chỉ hiện một lần:`)
    console.log(token)
  } else if (verb === 'reset') {
    const made = await people.reset(null, (await find(name)).id)
    showLink(made.login, made)
  } else {
    const { id } = await find(name)
    await (verb === 'disable' ? people.disable(null, id) : people.enable(null, id))
    console.log(verb === 'disable' ? 'Đã khóa, và thoát khỏi mọi máy.' : 'Đã mở lại.')
  }
})
db.close()
