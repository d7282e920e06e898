import { type Random, secretToken } from '../kernel/ids.ts'
import { sha256 } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, dayOf } from '../kernel/time.ts'
import type { Db, Statement } from '../storage/db.ts'
import type { Audit } from './audit.ts'
import { rightsOf } from './rights.ts'
import { deviceOf } from './rules/device.ts'
import type { Actor } from './schema.ts'
import { type Stage, sessionStore } from './store/sessions.ts'
import { type StaffRow, staffStore } from './store/staff.ts'

const MINUTE_MS = 60_000
/** A day's work at most, two hours without a sign of life, a quarter of an hour to finish signing in. */
const LIFE_MS: Record<Stage, number> = { full: 12 * 60 * MINUTE_MS, code: 15 * MINUTE_MS, enrol: 30 * MINUTE_MS }
const IDLE_MS = 120 * MINUTE_MS

/** Somebody between password and one-time code. */
export type Pending = { stage: Stage; staff: StaffRow; hash: string }

/** The person as rooms see them. */
export function actorFrom(row: Pick<StaffRow, 'id' | 'unit' | 'name' | 'role' | 'department'>): Actor {
  const { id, unit, name, role, department } = row
  return { id, unit, name, role, department, rights: rightsOf(role) }
}

export type SessionDeps = { db: Db; clock: Clock; random: Random; audit: Audit; unit: string; sample: boolean }

/** Who is signed in where. */
export function createSessions({ db, clock, random, audit, unit, sample }: SessionDeps) {
  const sessions = sessionStore(db, unit)
  const staff = staffStore(db, unit)
  const idleSince = (now: Date) => new Date(now.getTime() - IDLE_MS).toISOString()

  async function find(token: string | undefined) {
    if (!token || token.length > 64) return null
    const now = clock()
    const found = await sessions.find(await sha256(token), now.toISOString(), idleSince(now))
    return found && (sample || !found.staff.sample) ? { ...found, now } : null
  }

  return {
    /** The actor behind a session's secret, or null: unknown, over, idle for two hours, or the person was disabled. */
    async sessionOf(token: string | undefined): Promise<{ actor: Actor; id: string } | null> {
      const found = await find(token)
      if (found?.session.stage !== 'full') return null
      const { session, staff: person, now } = found
      if (now.getTime() - Date.parse(session.seen_at) > MINUTE_MS) await sessions.touch(session.hash, now.toISOString())
      if (person.last_seen_day !== dayOf(now)) await db.write([staff.seen(person.id, dayOf(now))])
      return { actor: actorFrom(person), id: session.id }
    },

    /** Somebody of the desk by id, as rooms see them; null when unknown, disabled, or made by a sample mode that is over. */
    async actorById(id: string): Promise<Actor | null> {
      const person = await staff.byId(id)
      return person && person.disabled_at === null && (sample || !person.sample) ? actorFrom(person) : null
    },

    /** Who has given the password and still owes a code; null for anybody else. */
    async pendingOf(token: string | undefined): Promise<Pending | null> {
      const found = await find(token)
      if (!found || found.session.stage === 'full') return null
      return { stage: found.session.stage, staff: found.staff, hash: found.session.hash }
    },

    /** The statements of a new session with a fresh secret; the one before (`instead`) ends. */
    async starting(
      person: Pick<StaffRow, 'id'>,
      stage: Stage,
      { agent, instead }: { agent: string | undefined; instead?: string | undefined },
    ): Promise<{ token: string; writes: Statement[] }> {
      const token = secretToken(random)
      const now = clock()
      const at = now.toISOString()
      const row = {
        hash: await sha256(token),
        id: secretToken(random),
        staff: person.id,
        stage,
        created_at: at,
        seen_at: at,
        expires_at: new Date(now.getTime() + LIFE_MS[stage]).toISOString(),
        device: deviceOf(agent),
      }
      return { token, writes: [...(instead ? [sessions.endByHash(instead)] : []), sessions.insert(row)] }
    },

    /** Ends the session with this secret. */
    async signOut(token: string | undefined): Promise<void> {
      const found = await find(token)
      if (!found) return
      await db.write([
        sessions.endByHash(found.session.hash),
        audit({ actor: found.staff, action: 'staff.sign-out', subject: found.staff.id }),
      ])
    },

    /** Where the person is signed in. */
    async devices(actor: Actor) {
      const now = clock()
      return (await sessions.of(actor.id, now.toISOString(), idleSince(now))).map((row) => ({
        id: row.id,
        device: row.device,
        since: row.created_at,
        seenAt: row.seen_at,
      }))
    },

    /** Ends one of the person's own sessions. Throws `staff.not-found`. */
    async endSession(actor: Actor, id: string): Promise<void> {
      const [ended] = await db.write([
        sessions.endById(actor.id, id),
        audit({ actor, action: 'staff.end-session', subject: actor.id }),
      ])
      if (ended?.rowsAffected !== 1) throw problem('staff.not-found')
    },

    /** Ends all of the person's sessions except the one they act from. */
    async endOthers(actor: Actor, except: string): Promise<void> {
      await db.write([
        sessions.endAll(actor.id, except),
        audit({ actor, action: 'staff.end-sessions', subject: actor.id }),
      ])
    },

    /** Forgets what is over; safe to run at any time. */
    forget: () => db.write(sessions.forget(clock())),
    endAll: sessions.endAll,
  }
}
export type Sessions = ReturnType<typeof createSessions>
