import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { CALLER, codeOf, openPeople, PASSWORD } from './support.ts'

const code = (secret: string, now: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: now.getTime() })

describe('invitations', () => {
  it('are taken up once, within 72 hours', async () => {
    const { people, later } = await openPeople()
    const made = await people.invite(null, { name: 'Nguyễn Thị Lan', role: 'officer' })
    expect(made.login).toBe('lan.nguyenthi')
    expect(await codeOf(people.signIn(made.login, PASSWORD, CALLER))).toBe('staff.wrong')
    expect(await codeOf(people.accept(made.token, 'matkhau123'))).toBe('staff.weak-password')
    await people.accept(made.token, PASSWORD)
    expect(await codeOf(people.accept(made.token, 'nui thap bien hep'))).toBe('staff.invitation')
    expect((await people.signIn('LAN.Nguyenthi', PASSWORD, CALLER)).stage).toBe('full')
    const late = await people.invite(null, { name: 'Muộn', role: 'handler' })
    later(72 * 60 + 1)
    expect(await codeOf(people.invited(late.token))).toBe('staff.invitation')
  })
  it('taken up twice at the same moment give one password', async () => {
    const { people } = await openPeople()
    const made = await people.invite(null, { name: 'Lan', role: 'officer' })
    const ends = await Promise.all(
      ['nui cao bien rong', 'song dai troi xanh'].map((one) => codeOf(people.accept(made.token, one))),
    )
    expect(ends.sort()).toEqual(['none', 'staff.invitation'])
  })
  it('end when a new one is made, and give nobody another’s login', async () => {
    const { people, join } = await openPeople()
    const { id, login } = await join('Lan', 'officer')
    expect(await codeOf(people.invite(null, { name: 'Khác', role: 'officer', login }))).toBe('staff.login-taken')
    expect((await people.invite(null, { name: 'Lan', role: 'officer' })).login).toBe(`${login}2`)
    const first = await people.reset(null, id)
    const second = await people.reset(null, id)
    expect(await codeOf(people.invited(first.token))).toBe('staff.invitation')
    expect((await people.invited(second.token)).id).toBe(id)
    expect(await codeOf(people.signIn(login, PASSWORD, CALLER))).toBe('staff.wrong')
  })
})

describe('signing in', () => {
  it('says the same to a wrong password, an unknown, an invited and a disabled person', async () => {
    const { people, join } = await openPeople()
    const { login } = await join('Lan', 'officer')
    const gone = await join('Nghỉ Việc', 'officer')
    await people.disable(null, gone.id)
    const invited = await people.invite(null, { name: 'Chưa Nhận', role: 'officer' })
    const said = await Promise.all(
      [login, 'khong.co.ai', gone.login, invited.login].map((one, at) =>
        people
          .signIn(one, at === 2 ? PASSWORD : 'sai het roi nhe', { ...CALLER, ip: `10.0.0.${at}` })
          .catch((error) => `${error.code} ${error.message}`),
      ),
    )
    expect(new Set(said)).toEqual(new Set(['staff.wrong Tên đăng nhập hoặc mật khẩu chưa đúng.']))
  })

  it('rests 15 minutes after five wrong ones, then 30, known login or not', async () => {
    for (const login of ['lan', 'khong.co.ai']) {
      const { people, join, later } = await openPeople()
      await join('Lan', 'officer', 'lan')
      const fail = () => codeOf(people.signIn(login, 'sai het roi nhe', CALLER))
      for (let n = 0; n < 5; n++) expect(await fail()).toBe('staff.wrong')
      const locked = await people.signIn(login, PASSWORD, CALLER).catch((error) => error)
      expect(locked).toMatchObject({ code: 'staff.locked', extra: { retryAfterSeconds: 900 } })
      later(15)
      for (let n = 0; n < 5; n++) expect(await fail()).toBe('staff.wrong')
      later(16)
      expect(await fail()).toBe('staff.locked')
      later(15)
      expect(await codeOf(people.signIn(login, PASSWORD, CALLER))).toBe(login === 'lan' ? 'none' : 'staff.wrong')
    }
  })
  it('counts guesses made at the same moment', async () => {
    const { people, join } = await openPeople()
    await join('Lan', 'officer', 'lan')
    const ends = await Promise.all(
      Array.from({ length: 30 }, (_, n) => codeOf(people.signIn('lan', `sai lan thu ${n}`, CALLER))),
    )
    expect(ends.filter((one) => one === 'staff.wrong').length).toBeLessThanOrEqual(5)
    expect(ends.filter((one) => one === 'staff.locked').length).toBeGreaterThanOrEqual(25)
  })
  it('bounds one address that tries many logins, and no other address', async () => {
    const { people, join } = await openPeople()
    await join('Lan', 'officer', 'lan')
    for (let n = 0; n < 20; n++) await codeOf(people.signIn(`ai.do.${n}`, 'sai het roi nhe', CALLER))
    expect(await codeOf(people.signIn('lan', PASSWORD, CALLER))).toBe('staff.locked')
    expect(await codeOf(people.signIn('lan', PASSWORD, { ...CALLER, ip: '10.0.0.2' }))).toBe('none')
  })
  it('is not closed to an office by one who goes on trying a locked login', async () => {
    const { people, join } = await openPeople()
    await join('Lan', 'officer', 'lan')
    for (let n = 0; n < 40; n++) await codeOf(people.signIn('binh', 'sai het roi nhe', CALLER))
    expect(await codeOf(people.signIn('lan', PASSWORD, CALLER))).toBe('none')
  })
  it('renews a hash whose cost is out of date', async () => {
    const { people, join, on, db } = await openPeople()
    await join('Lan', 'officer', 'lan')
    await on({ cost: { N: 4, r: 1, p: 1 } }).signIn('lan', PASSWORD, CALLER)
    const { rows } = await db.execute('SELECT password FROM staff')
    expect(String(rows[0]?.password)).toMatch(/^scrypt\$4\$/)
    expect(await codeOf(people.signIn('lan', PASSWORD, CALLER))).toBe('none')
  })
})

describe('one-time codes', () => {
  async function leader() {
    const world = await openPeople()
    const { people, join, time } = world
    const { id } = await join('Chủ Tịch', 'leader', 'chutich')
    const first = await people.signIn('chutich', PASSWORD, CALLER)
    const pending = await people.pendingOf(first.token)
    if (!pending) throw new Error('nobody waits')
    const { secret } = await people.offerCodes(id, 'Xã Mẫu')
    return { ...world, id, first, pending, secret, now: () => code(secret, time.now) }
  }

  it('are set up at the first sign-in, before anything else', async () => {
    const { people, first, pending, now, later, db, secret } = await leader()
    expect(first.stage).toBe('enrol')
    expect(await people.sessionOf(first.token)).toBeNull()
    expect(await codeOf(people.enrolPending(pending, '000000', CALLER))).toBe('staff.wrong-code')
    const done = await people.enrolPending(pending, now(), CALLER)
    expect(done.recovery).toHaveLength(8)
    expect(new Set(done.recovery).size).toBe(8)
    expect((await people.sessionOf(done.token))?.actor.role).toBe('leader')
    expect(await people.pendingOf(first.token)).toBeNull()
    later(1)
    const next = await people.signIn('chutich', PASSWORD, CALLER)
    expect(next.stage).toBe('code')
    const kept = JSON.stringify([
      (await db.execute('SELECT * FROM staff')).rows,
      (await db.execute('SELECT * FROM staff_recovery')).rows,
    ])
    for (const open of [secret, ...done.recovery]) expect(kept).not.toContain(open)
  })
  it('count once, also when given twice at the same moment', async () => {
    const { people, pending, now, later } = await leader()
    await people.enrolPending(pending, now(), CALLER)
    const again = await people.signIn('chutich', PASSWORD, CALLER)
    const waiting = await people.pendingOf(again.token)
    if (!waiting) throw new Error('nobody waits')
    // the code that set it up is used up too
    expect(await codeOf(people.giveCode(waiting, now(), CALLER))).toBe('staff.wrong-code')
    later(1)
    const ends = await Promise.all([now(), now()].map((one) => codeOf(people.giveCode(waiting, one, CALLER))))
    expect(ends.sort()).toEqual(['none', 'staff.wrong-code'])
  })
  it('may be replaced by a recovery code, each once', async () => {
    const { people, pending, now, later } = await leader()
    const { recovery } = await people.enrolPending(pending, now(), CALLER)
    const enter = async (one: string) => {
      later(1)
      const { token } = await people.signIn('chutich', PASSWORD, CALLER)
      const waiting = await people.pendingOf(token)
      return waiting ? codeOf(people.giveCode(waiting, one, CALLER)) : 'nobody waits'
    }
    expect(await enter(recovery[0]?.toLowerCase() ?? '')).toBe('none')
    expect(await enter(recovery[0] ?? '')).toBe('staff.wrong-code')
    expect(await enter(recovery[1]?.replace('-', ' ') ?? '')).toBe('none')
  })
  it('lock after five wrong ones', async () => {
    const { people, pending, now, later } = await leader()
    await people.enrolPending(pending, now(), CALLER)
    later(1)
    const { token } = await people.signIn('chutich', PASSWORD, CALLER)
    const waiting = await people.pendingOf(token)
    if (!waiting) throw new Error('nobody waits')
    for (let n = 0; n < 5; n++)
      expect(await codeOf(people.giveCode(waiting, '000000', CALLER))).toBe('staff.wrong-code')
    expect(await codeOf(people.giveCode(waiting, now(), CALLER))).toBe('staff.locked')
  })
  it('must be set up again after they were switched off', async () => {
    const { people, pending, now } = await leader()
    const { token } = await people.enrolPending(pending, now(), CALLER)
    const actor = (await people.sessionOf(token))?.actor
    if (!actor) throw new Error('nobody')
    expect(await codeOf(people.dropCodes(actor, 'sai het roi nhe', '10.0.0.1'))).toBe('staff.wrong-password')
    await people.dropCodes(actor, PASSWORD, '10.0.0.1')
    expect((await people.signIn('chutich', PASSWORD, CALLER)).stage).toBe('enrol')
  })
})

describe('people of the sample mode', () => {
  it('need no code while it is on, and are nobody once it is off', async () => {
    const { on } = await openPeople()
    const trial = on({ sample: true })
    const made = await trial.invite(null, { name: 'Mẫu', role: 'admin', sample: true })
    await trial.accept(made.token, PASSWORD)
    const { stage, token } = await trial.signIn(made.login, PASSWORD, CALLER)
    expect(stage).toBe('full')
    expect(await on({ sample: false }).sessionOf(token)).toBeNull()
    expect(await codeOf(on({ sample: false }).signIn(made.login, PASSWORD, CALLER))).toBe('staff.wrong')
  })
})
