import { describe, expect, it } from 'vitest'
import { createSampleStaff, SAMPLE_STAFF } from '../../server/people/sample.ts'
import type { Role } from '../../server/people/schema.ts'
import { CALLER, codeOf, openPeople, PASSWORD } from './support.ts'

async function desk(role: Role = 'officer') {
  const world = await openPeople({ sample: true })
  const { people, db } = world
  const sign = async (id: string) => {
    const { token, writes } = await people.starting({ id }, 'full', { agent: CALLER.agent })
    await db.write(writes)
    const found = await people.sessionOf(token)
    if (!found) throw new Error('no session')
    return { token, ...found }
  }
  const admin = await world.join('Quản Trị', 'admin', 'quantri')
  const lan = await world.join('Lan', role, 'lan')
  return { ...world, sign, admin: await sign(admin.id), lan: await sign(lan.id) }
}

describe('sessions', () => {
  it('end after two idle hours and after twelve in any case', async () => {
    const { people, lan, later } = await desk()
    for (let n = 0; n < 7; n++) {
      later(100)
      expect(await people.sessionOf(lan.token)).not.toBeNull()
    }
    later(21)
    expect(await people.sessionOf(lan.token)).toBeNull()
    const idle = await desk()
    idle.later(121)
    expect(await idle.people.sessionOf(idle.lan.token)).toBeNull()
  })
  it('are listed and ended by their owner only', async () => {
    const { people, lan, admin, sign } = await desk()
    const phone = await sign(lan.actor.id)
    expect((await people.devices(lan.actor)).map(({ device }) => device)).toEqual([
      'Chrome, Android',
      'Chrome, Android',
    ])
    expect(await codeOf(people.endSession(admin.actor, phone.id))).toBe('staff.not-found')
    await people.endSession(lan.actor, phone.id)
    expect(await people.sessionOf(phone.token)).toBeNull()
    expect(await people.sessionOf(lan.token)).not.toBeNull()
  })
  it('end everywhere else when the password changes', async () => {
    const { people, lan, sign } = await desk()
    const phone = await sign(lan.actor.id)
    const change = { current: PASSWORD, next: 'troi xanh may trang', ip: '1' }
    expect(await codeOf(people.changePassword(lan.actor, lan.id, { ...change, current: 'sai het roi' }))).toBe(
      'staff.wrong-password',
    )
    await people.changePassword(lan.actor, lan.id, change)
    expect(await people.sessionOf(phone.token)).toBeNull()
    expect(await people.sessionOf(lan.token)).not.toBeNull()
    expect(await codeOf(people.signIn('lan', PASSWORD, CALLER))).toBe('staff.wrong')
  })
  it('end at once when the person is disabled', async () => {
    const { people, lan, admin } = await desk()
    await people.disable(admin.actor, lan.actor.id)
    expect(await people.sessionOf(lan.token)).toBeNull()
    await people.enable(admin.actor, lan.actor.id)
    expect(await people.sessionOf(lan.token)).toBeNull()
    expect(await codeOf(people.signIn('lan', PASSWORD, CALLER))).toBe('none')
  })
  it('end when the role changes: a leader signs in with a code, and lost rights are lost at once', async () => {
    const { people, lan, admin } = await desk()
    await people.setRole(admin.actor, lan.actor.id, 'officer', 'Phòng Kinh tế')
    expect((await people.sessionOf(lan.token))?.actor.department).toBe('Phòng Kinh tế')
    await people.setRole(admin.actor, lan.actor.id, 'leader', null)
    expect(await people.sessionOf(lan.token)).toBeNull()
    expect((await people.signIn('lan', PASSWORD, CALLER)).stage).toBe('enrol')
  })
  it('rest as hashes only, are nobody’s in another unit, and are forgotten when over', async () => {
    const { people, lan, db, on, later } = await desk()
    expect(JSON.stringify((await db.execute('SELECT * FROM staff_session')).rows)).not.toContain(lan.token)
    expect(await on({ unit: '88888' }).sessionOf(lan.token)).toBeNull()
    later(13 * 60)
    await people.forget()
    expect((await db.execute('SELECT * FROM staff_session')).rows).toEqual([])
  })
})

describe('the last admin', () => {
  it('can be neither disabled nor made something else, also not by two at once', async () => {
    const { people, admin, lan, join, sign } = await desk()
    expect(await codeOf(people.disable(null, admin.actor.id))).toBe('staff.last-admin')
    expect(await codeOf(people.setRole(lan.actor, admin.actor.id, 'officer', null))).toBe('staff.last-admin')
    const other = await join('Quản Trị Hai', 'admin', 'quantri2')
    const two = await sign(other.id)
    const ends = await Promise.all([
      codeOf(people.disable(admin.actor, two.actor.id)),
      codeOf(people.disable(two.actor, admin.actor.id)),
    ])
    expect(ends.sort()).toEqual(['none', 'staff.last-admin'])
  })
  it('does nothing irreversible to themself', async () => {
    const { people, admin } = await desk()
    const { id } = admin.actor
    expect(await codeOf(people.disable(admin.actor, id))).toBe('staff.self')
    expect(await codeOf(people.reset(admin.actor, id))).toBe('staff.self')
    expect(await codeOf(people.setRole(admin.actor, id, 'officer', null))).toBe('staff.self')
  })
})

describe('the audit', () => {
  it('has every change, in the write that makes it', async () => {
    const { people, admin, lan, audit } = await desk()
    await people.setRole(admin.actor, lan.actor.id, 'handler', 'Phòng Kinh tế')
    await people.disable(admin.actor, lan.actor.id)
    expect((await audit()).slice(-2)).toEqual(['staff.role', 'staff.disable'])
    const { rows, total } = await people.auditRows(admin.actor, { subject: lan.actor.id, room: 'staff' }, 2)
    expect(total).toBe(4)
    expect(rows[1]).toMatchObject({
      action: 'staff.role',
      actor_name: 'Quản Trị',
      detail: '{"from":"officer","to":"handler"}',
    })
  })
  it('leaves no row of a change that failed', async () => {
    const { people, admin, audit } = await desk()
    const before = await audit()
    await codeOf(people.disable(null, admin.actor.id))
    expect(await audit()).toEqual(before)
  })
  it('refuses to be changed, emptied or replaced by SQL', async () => {
    const { db } = await desk()
    for (const sql of [
      "UPDATE audit SET actor = 'x'",
      'DELETE FROM audit',
      'DELETE FROM audit WHERE seq = 1',
      'UPDATE audit SET seq = 9 WHERE seq = 1',
    ])
      await expect(db.execute(sql)).rejects.toThrow(/append-only/)
    await expect(
      db.execute(
        "INSERT OR REPLACE INTO audit (seq, id, unit, at, action, subject) VALUES (1, 'z', '1', '1', '1', '1')",
      ),
    ).rejects.toThrow(/append-only/)
  })
})

describe('invented people of a trial', () => {
  it('are made once, and get a new password when the old one was lost', async () => {
    const { people } = await openPeople({ sample: true })
    await createSampleStaff(people, 'ABCD-EFGH-2345', true)
    await createSampleStaff(people, 'ABCD-EFGH-2345', false)
    expect((await people.people()).map(({ login }) => login).sort()).toEqual(
      SAMPLE_STAFF.map(({ login }) => login).sort(),
    )
    await createSampleStaff(people, 'WXYZ-EFGH-2345', true)
    expect((await people.signIn('quantri', 'WXYZ-EFGH-2345', CALLER)).stage).toBe('full')
    expect(await codeOf(people.signIn('quantri', 'ABCD-EFGH-2345', CALLER))).toBe('staff.wrong')
  })
})

describe('machine tokens', () => {
  it('are listed and revoked', async () => {
    const { people, admin, lan, audit } = await desk()
    const token = await people.issueToken('99999', 'một cửa', ['dossiers:import'])
    const [row] = await people.tokens('99999')
    expect(row).toMatchObject({ name: 'một cửa', scopes: ['dossiers:import'], lastUsedDay: null })
    await people.revokeToken(admin.actor, row?.id ?? '')
    expect(await codeOf(people.machineOf(token, 'dossiers:import'))).toBe('auth.required')
    expect(await codeOf(people.revokeToken(lan.actor, row?.id ?? ''))).toBe('staff.not-found')
    expect((await audit()).at(-1)).toBe('token.revoke')
  })
})
