import { hashOf, newSecret } from '../../miniapp/src/team/bytes.ts'
import { sealRecord } from '../../miniapp/src/team/seal.ts'
import { Pack } from '../../server/assist/schema/phone.ts'
import { openServices } from '../support/services.ts'
import { signedIn } from '../support/staff.ts'

/** A commune with a lead, a member, and the member's phone, let in as a phone does it. */
export async function teamWithPhone() {
  const open = await openServices()
  const { app, services, state } = open
  const lead = await signedIn(services, 'team-lead', 'Tổ trưởng Hoa')
  const lan = await signedIn(services, 'member', 'Lan')
  const call = (path: string, body: object | null, headers: Record<string, string> = {}) =>
    app.request(`/api/assist${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })

  const pair = async (who = lan) => {
    const { code } = await services.assist.devices.invite(lead.actor, {
      member: who.id,
      team: 'to-dong',
      label: `Máy của ${who.actor.name}`,
    })
    const [token, drop] = [newSecret(), newSecret()]
    const input = { code, token: await hashOf(token), drop: await hashOf(drop) }
    const response = await call('/pair', input)
    const pack = Pack.parse(await (await call('/pack', null, { authorization: `Bearer ${token}` })).json())
    return { code, token, drop, input, response, pack }
  }
  type Phone = Awaited<ReturnType<typeof pair>>

  const record = (phone: Phone, id: string, more: object = {}) => ({
    v: 1,
    id,
    proof: phone.token,
    number: 1,
    at: state.now.toISOString(),
    consent: { spoken: true, at: state.now.toISOString() },
    place: 'home',
    hamlet: 'Thôn Đông',
    kinds: ['vneid'],
    difficulties: ['sim'],
    outcome: 'done',
    ...more,
  })
  const seal = (phone: Phone, id: string, more: object = {}) =>
    sealRecord(phone.pack, id, JSON.stringify(record(phone, id, more)))
  const post = (phone: Phone, id: string, sealed: string) =>
    call('/records', { sealed }, { authorization: `Bearer ${phone.drop}`, 'idempotency-key': id })
  const send = async (phone: Phone, id: string, more: object = {}) => post(phone, id, await seal(phone, id, more))
  const count = async (table: string) =>
    Number((await open.db.execute(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n ?? 0)
  return { ...open, lead, lan, call, pair, record, seal, post, send, count }
}
