import { type Random, readableId, secretToken } from '../kernel/ids.ts'
import { sha256 } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import type { Clock } from '../kernel/time.ts'
import { type Db, isDuplicate, type Statement } from '../storage/db.ts'
import type { Audit } from './audit.ts'
import type { Lock } from './lock.ts'
import { type Cost, hashPassword } from './password.ts'
import { isLogin, loginFrom, loginKey } from './rules/login.ts'
import { weakness } from './rules/password.ts'
import type { Actor, Role } from './schema.ts'
import type { Sessions } from './sessions.ts'
import { invitationStore } from './store/invitations.ts'
import { type StaffRow, staffStore } from './store/staff.ts'

/** Hours that an invitation may wait. */
export const INVITATION_HOURS = 72

export type AccountDeps = {
  db: Db
  clock: Clock
  random: Random
  audit: Audit
  unit: string
  cost: Cost
  lock: Lock
  sessions: Sessions
}

/** What an account's change needs to know: who acts; null = somebody at the server itself. */
type By = Actor | null

/** Accounts: invited, accepted, changed, disabled. Every change is audited in the write that makes it. */
export function createAccounts({ db, clock, random, audit, unit, cost, lock, sessions }: AccountDeps) {
  const staff = staffStore(db, unit)
  const invitations = invitationStore(db, unit)

  async function get(id: string): Promise<StaffRow> {
    const person = await staff.byId(id)
    if (!person) throw problem('staff.not-found')
    return person
  }
  /** An admin who could lock themselves out by a slip must ask another. */
  function notSelf(by: By, id: string) {
    if (by?.id === id) throw problem('staff.self')
  }
  async function write(statements: Statement[]) {
    try {
      await db.write(statements)
    } catch (error) {
      if (error instanceof Error && /last admin/.test(error.message)) throw problem('staff.last-admin')
      throw error
    }
  }
  async function inviting(id: string): Promise<{ token: string; expires: Date; writes: Statement[] }> {
    const token = secretToken(random)
    const now = clock()
    const expires = new Date(now.getTime() + INVITATION_HOURS * 3_600_000)
    const writes = invitations.replace(await sha256(token), id, now.toISOString(), expires.toISOString())
    return { token, expires, writes }
  }
  /** Whose an invitation is. Throws `staff.invitation` when unknown, used or over. */
  async function invited(token: string): Promise<StaffRow> {
    const id = await invitations.open(await sha256(token), clock().toISOString())
    const person = id === null ? null : await staff.byId(id)
    if (!person || person.disabled_at) throw problem('staff.invitation')
    return person
  }
  async function freeLogin(name: string): Promise<string> {
    const base = loginFrom(name)
    for (let n = 1; n < 100; n++) {
      const login = n === 1 ? base : `${base}${n}`
      if (!(await staff.byLogin(login))) return login
    }
    throw problem('staff.login-taken', { login: base }, { field: 'login' })
  }

  return {
    /** Everybody of the unit, with whether they may sign in and until when an invitation is open. */
    async people() {
      return (await staff.all(clock())).map((row) => ({
        id: row.id,
        name: row.name,
        login: row.login,
        role: row.role,
        department: row.department,
        active: row.disabled_at === null && row.password !== null,
        disabledAt: row.disabled_at,
        invitedUntil: row.invited_until,
        codes: row.totp_confirmed_at !== null,
        lastSeenDay: row.last_seen_day,
        sample: row.sample,
      }))
    },

    /**
     * Makes an account and its invitation; the secret of the link is returned once. Without `login` one is made from the name.
     * Throws `staff.login-taken` or `staff.bad-login`.
     */
    async invite(
      by: By,
      person: { name: string; role: Role; department?: string | null; login?: string | undefined; sample?: boolean },
    ) {
      const login = person.login ? loginKey(person.login) : await freeLogin(person.name)
      if (!isLogin(login)) throw problem('staff.bad-login', {}, { field: 'login' })
      const id = readableId(random, 8)
      const { token, expires, writes } = await inviting(id)
      const row = {
        id,
        login,
        role: person.role,
        department: person.department ?? null,
        sample: person.sample ?? false,
      }
      try {
        await db.write([
          staff.insert({ ...row, name: person.name, now: clock() }),
          ...writes,
          audit({ actor: by, action: 'staff.invite', subject: id, detail: { role: person.role } }),
        ])
      } catch (error) {
        if (isDuplicate(error)) throw problem('staff.login-taken', { login }, { field: 'login' })
        throw error
      }
      return { id, login, token, expires }
    },

    invited,

    /** Takes an invitation up by choosing a password. Throws `staff.invitation` or `staff.weak-password`. */
    async accept(token: string, password: string): Promise<void> {
      const person = await invited(token)
      const { id } = person
      const hash = await checkedHash(person, password)
      const now = clock()
      try {
        await db.write([
          invitations.use(await sha256(token), now.toISOString()),
          staff.setPassword(id, hash),
          sessions.endAll(id),
          audit({ actor: person, action: 'staff.accept', subject: id, at: now }),
        ])
      } catch (error) {
        if (isDuplicate(error)) throw problem('staff.invitation')
        throw error
      }
    },

    /** A new password; every other session ends. Throws `staff.wrong-password`, `staff.weak-password` or `staff.locked`. */
    async changePassword(actor: Actor, session: string, hash: string): Promise<void> {
      await db.write([
        staff.setPassword(actor.id, hash),
        sessions.endAll(actor.id, session),
        audit({ actor, action: 'staff.password', subject: actor.id }),
      ])
    },
    checkedHash,

    /**
     * Another role: their sessions end, so that nobody goes on with rights they lost, or holds a leader's without the code that
     * leaders sign in with. Throws `staff.last-admin` when nobody else could let people in.
     */
    async setRole(by: Actor, id: string, role: Role, department: string | null): Promise<void> {
      const person = await get(id)
      if (role !== person.role) notSelf(by, id)
      await write([
        staff.setRole(id, role, department),
        ...(role === person.role ? [] : [sessions.endAll(id)]),
        audit({ actor: by, action: 'staff.role', subject: id, detail: { from: person.role, to: role } }),
      ])
    },

    /** Takes an account out of use: its sessions end at once, an open invitation too. */
    async disable(by: By, id: string): Promise<void> {
      await get(id)
      notSelf(by, id)
      const at = clock()
      await write([
        staff.setDisabled(id, at.toISOString()),
        sessions.endAll(id),
        invitations.end(id, at.toISOString()),
        audit({ actor: by, action: 'staff.disable', subject: id, at }),
      ])
    },
    async enable(by: By, id: string): Promise<void> {
      await get(id)
      await write([staff.setDisabled(id, null), audit({ actor: by, action: 'staff.enable', subject: id })])
    },

    /** Password, one-time codes and sessions gone; a new invitation instead, for whoever forgot or lost them. */
    async reset(by: By, id: string) {
      const person = await get(id)
      notSelf(by, id)
      if (person.disabled_at) throw problem('staff.disabled')
      const { token, expires, writes } = await inviting(id)
      await db.write([
        staff.clear(id),
        ...staff.setRecovery(id, []),
        sessions.endAll(id),
        ...(await lock.forgiving(person.login, id)),
        ...writes,
        audit({ actor: by, action: 'staff.reset', subject: id }),
      ])
      return { id, login: person.login, name: person.name, token, expires }
    },

    person: get,
  }

  async function checkedHash(person: Pick<StaffRow, 'name' | 'login'>, password: string): Promise<string> {
    const fault = weakness(password, person)
    if (fault) throw problem('staff.weak-password', { why: WHY[fault] }, { field: 'password' })
    return hashPassword(password, random, cost)
  }
}

const WHY = {
  short: 'cần ít nhất 10 ký tự',
  long: 'dài quá 200 ký tự',
  name: 'trùng với tên của anh/chị',
  common: 'quá dễ đoán',
}
