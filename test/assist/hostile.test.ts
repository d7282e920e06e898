import { describe, expect, it } from 'vitest'
import { newSecret } from '../../miniapp/src/team/bytes.ts'
import { assistVault } from '../../server/assist/vault.ts'
import { memorySource } from '../../server/dossiers/import/source.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { teamWithPhone } from './phone.ts'

const DOSSIER = 'H48.21.15-261102-0018'
const CSV = `Số hồ sơ,Thủ tục,Số điện thoại,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái
${DOSSIER},Đăng ký khai sinh,0901234567,02/11/2026,27/11/2026,Đang xử lý
`

describe('a member’s phone in wrong hands', () => {
  it('that guesses digits by hand-over links blocks itself, not the other phones', async () => {
    const { pair, send, call, services } = await teamWithPhone()
    await services.dossiers.importFile(memorySource([new TextEncoder().encode(CSV)]))
    const [theirs, ours] = [await pair(), await pair()]
    const opened = async (phone: typeof ours, id: string, dossier: string, digits: string) => {
      const token = newSecret()
      await send(phone, id, { handover: { token, dossier, digits } })
      return JSON.parse(await (await call('/handover', { token, claim: 'a'.repeat(20) })).text())
    }
    for (let n = 1; n <= 6; n++)
      expect(await opened(theirs, `ma-luot-000${n}`, `H48.21.15-261102-090${n}`, '0000')).not.toHaveProperty('follow')
    expect(await opened(theirs, 'ma-luot-0010', DOSSIER, '4567')).not.toHaveProperty('follow')
    expect(await opened(ours, 'ma-luot-0011', DOSSIER, '4567')).toHaveProperty('follow')
  })

  it('leaves its token in no record that is kept for the lead', async () => {
    const { pair, send, db } = await teamWithPhone()
    const phone = await pair()
    await send(phone, 'ma-luot-0001', { kinds: ['khong-co'] }) // not in the commune's list
    await send(phone, 'ma-luot-0002', { outcome: 'khong-co' }) // not of the schema
    const vault = assistVault(await hashKey('khóa chỉ dùng để kiểm thử, đủ dài'), cryptoRandom, phone.pack.unit)
    const { rows } = await db.execute('SELECT id, sealed FROM assist_record ORDER BY id')
    const kept = await Promise.all(rows.map(({ id, sealed }) => vault.openText(`record/${id}`, String(sealed))))
    expect(kept).toEqual([expect.stringContaining('khong-co'), expect.stringContaining('khong-co')])
    expect(kept.join()).not.toContain(phone.token)
  })

  it('is no other member’s because it shows another code', async () => {
    const { pair, call, lead, services } = await teamWithPhone()
    const phone = await pair()
    const { code } = await services.assist.devices.invite(lead.actor, { member: lead.id, team: 'to-dong', label: '' })
    expect((await call('/pair', { ...phone.input, code })).status).toBe(410)
    expect((await call('/pair', phone.input)).status).toBe(200)
  })
})

it('what can’t be filed any more keeps no words', async () => {
  const { pair, send, services, state, db } = await teamWithPhone()
  await send(await pair(), 'ma-luot-0001', { kinds: ['khong-co'] })
  const words = async () => (await db.execute('SELECT id FROM assist_record WHERE sealed IS NOT NULL')).rows.length
  state.now = new Date(state.now.getTime() + 29 * 86_400_000)
  await services.assist.forget()
  expect(await words()).toBe(1)
  state.now = new Date(state.now.getTime() + 2 * 86_400_000)
  await services.assist.forget()
  expect(await words()).toBe(0)
})
