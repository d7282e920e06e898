import type { Random } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import type { Clock } from '../kernel/time.ts'
import type { Db } from '../storage/db.ts'
import { createAccounts } from './accounts.ts'
import { auditor } from './audit.ts'
import { createCodes } from './codes.ts'
import { createLock } from './lock.ts'
import { createMachines } from './machines.ts'
import { COST, type Cost, verifyPassword } from './password.ts'
import { needsCode } from './rights.ts'
import type { Actor, AuditFilter } from './schema.ts'
import { createSessions } from './sessions.ts'
import { createSignIn } from './sign-in.ts'
import { readAudit } from './store/audit.ts'
import { staffStore } from './store/staff.ts'

export type PeopleDeps = {
  db: Db
  clock: Clock
  random: Random
  unit: string
  /** The installation's secret, for keyed hashes and sealed secrets. */
  key: CryptoKey
  /** Whether people made by the sample mode may sign in. */
  sample?: boolean
  /** Cost of a password hash; tests take a small one. */
  cost?: Cost
}

/** Accounts that may act: people of the desk, and machines. */
export function createPeople({ db, clock, random, unit, key, sample = false, cost = COST }: PeopleDeps) {
  const audit = auditor({ clock, random, unit })
  const lock = createLock({ db, clock, key })
  const sessions = createSessions({ db, clock, random, audit, unit, sample })
  const codes = createCodes({ db, clock, random, audit, unit, key })
  const accounts = createAccounts({ db, clock, random, audit, unit, cost, lock, sessions })
  const signIn = createSignIn({ db, clock, random, audit, unit, sample, cost, lock, sessions, codes })
  const machines = createMachines({ db, clock, random, audit })
  const staff = staffStore(db, unit)

  /** Somebody signed in proves again who they are, before what matters most. Throws `staff.wrong-password` or `staff.locked`. */
  async function prove(actor: Actor, password: string, ip: string): Promise<void> {
    const person = await accounts.person(actor.id)
    const attempt = await lock.take({ kind: 'password', name: actor.id, caller: ip })
    if (!(await verifyPassword(password, person.password, cost))) {
      await attempt.wrong()
      throw problem('staff.wrong-password', {}, { field: 'current' })
    }
    await attempt.right()
  }

  return {
    ...machines,
    ...sessions,
    ...accounts,
    ...signIn,
    audit,

    /** A new password instead of the present one. Throws `staff.wrong-password`, `staff.weak-password` or `staff.locked`. */
    async changePassword(actor: Actor, session: string, change: { current: string; next: string; ip: string }) {
      await prove(actor, change.current, change.ip)
      const person = await accounts.person(actor.id)
      await accounts.changePassword(actor, session, await accounts.checkedHash(person, change.next))
    },

    /** State of one-time codes: on, how many recovery codes are left, whether the role must have them. */
    async codesOf(actor: Actor) {
      const person = await accounts.person(actor.id)
      const on = person.totp_confirmed_at !== null
      return { on, left: on ? await codes.recoveryLeft(actor.id) : 0, must: needsCode(actor.role) && !person.sample }
    },
    /** The secret for an authenticator app. Throws `staff.has-code` when codes are on already. */
    offerCodes: codes.offer,
    /** Switches one-time codes on for somebody signed in; returns the recovery codes, shown once. */
    async enrol(actor: Actor, code: string, ip: string): Promise<string[]> {
      const attempt = await lock.take({ kind: 'code', name: actor.id, caller: ip })
      const { writes, recovery } = await codes.confirming(actor.id, code).catch(async (error) => {
        await attempt.wrong()
        throw error
      })
      await attempt.right()
      await db.write(writes)
      return recovery
    },
    /** Switches one-time codes off, to set them up on another phone; leaders and admins are asked again at the next sign-in. */
    async dropCodes(actor: Actor, password: string, ip: string): Promise<void> {
      await prove(actor, password, ip)
      await db.write([
        staff.clearTotp(actor.id),
        ...staff.setRecovery(actor.id, []),
        audit({ actor, action: 'staff.codes-off', subject: actor.id }),
      ])
    },

    /** The audit of the actor's unit, newest first. */
    auditRows: (actor: Actor, filter: AuditFilter, limit: number, offset = 0) =>
      readAudit(db, actor.unit, filter, limit, offset),
  }
}
export type People = ReturnType<typeof createPeople>
