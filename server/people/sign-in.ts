import type { Random } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import type { Clock } from '../kernel/time.ts'
import type { Db } from '../storage/db.ts'
import type { Audit } from './audit.ts'
import type { Codes } from './codes.ts'
import type { Lock } from './lock.ts'
import { type Cost, hashPassword, isOutdated, verifyPassword } from './password.ts'
import { needsCode } from './rights.ts'
import { loginKey } from './rules/login.ts'
import type { Pending, Sessions } from './sessions.ts'
import type { Stage } from './store/sessions.ts'
import { type StaffRow, staffStore } from './store/staff.ts'

/** Whom a try counts against, and what the person will know the session by. */
export type Caller = { ip: string; agent: string | undefined }

export type SignInDeps = {
  db: Db
  clock: Clock
  random: Random
  audit: Audit
  unit: string
  sample: boolean
  cost: Cost
  lock: Lock
  sessions: Sessions
  codes: Codes
}

/** What a person still has to do after the password. In sample mode, people made by it need no one-time code. */
export function stageAfterPassword(person: StaffRow): Stage {
  if (person.totp_confirmed_at) return 'code'
  return needsCode(person.role) && !person.sample ? 'enrol' : 'full'
}

/** Password, then where needed a one-time code. Errors and time tell nobody which logins exist. */
export function createSignIn(deps: SignInDeps) {
  const { db, random, audit, unit, sample, cost, lock, sessions, codes } = deps
  const staff = staffStore(db, unit)

  async function start(person: StaffRow, stage: Stage, caller: Caller, instead?: string) {
    const { token, writes } = await sessions.starting(person, stage, { agent: caller.agent, instead })
    const note = stage === 'full' ? [audit({ actor: person, action: 'staff.sign-in', subject: person.id })] : []
    await db.write([...writes, ...note])
    return { token, stage }
  }

  return {
    /** Throws `staff.wrong` (unknown, disabled, uninvited and wrong alike) or `staff.locked`. */
    async signIn(login: string, password: string, caller: Caller): Promise<{ token: string; stage: Stage }> {
      const name = loginKey(login)
      const attempt = await lock.take({ kind: 'login', name, caller: caller.ip })
      const found = await staff.byLogin(name)
      const person = found && !found.disabled_at && (sample || !found.sample) ? found : null
      const right = await verifyPassword(password.slice(0, 1000), person?.password ?? null, cost)
      if (!person?.password || !right) {
        if (await attempt.wrong())
          await db.write([audit({ actor: null, action: 'staff.lock', subject: found?.id ?? 'unknown' })])
        throw problem('staff.wrong')
      }
      await attempt.right()
      if (isOutdated(person.password, cost))
        await db.write([staff.setPassword(person.id, await hashPassword(password, random, cost))])
      return start(person, stageAfterPassword(person), caller)
    },

    /** The second step: a one-time code or a recovery code. Throws `staff.wrong-code` or `staff.locked`. */
    async giveCode(pending: Pending, code: string, caller: Caller): Promise<{ token: string; stage: Stage }> {
      const { staff: person } = pending
      const attempt = await lock.take({ kind: 'code', name: person.id, caller: caller.ip })
      if (!(await codes.accepts(person, code))) {
        if (await attempt.wrong()) await db.write([audit({ actor: null, action: 'staff.lock', subject: person.id })])
        throw problem('staff.wrong-code', {}, { field: 'code' })
      }
      await attempt.right()
      return start(person, 'full', caller, pending.hash)
    },

    /** The first sign-in of a leader or admin: the app shows its first code. Returns the recovery codes, to be shown once. */
    async enrolPending(
      pending: Pending,
      code: string,
      caller: Caller,
    ): Promise<{ token: string; stage: Stage; recovery: string[] }> {
      const attempt = await lock.take({ kind: 'code', name: pending.staff.id, caller: caller.ip })
      const { writes, recovery } = await codes.confirming(pending.staff.id, code).catch(async (error) => {
        await attempt.wrong()
        throw error
      })
      await attempt.right()
      await db.write(writes)
      return { ...(await start(pending.staff, 'full', caller, pending.hash)), recovery }
    },
  }
}
