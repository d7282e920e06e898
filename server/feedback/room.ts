import type { Say } from '../content/messages.ts'
import type { Unit } from '../content/schema.ts'
import type { FeedbackContent } from '../content/schema-feedback.ts'
import type { WorkTime } from '../kernel/calendar.ts'
import type { Random } from '../kernel/ids.ts'
import type { Clock } from '../kernel/time.ts'
import type { Actor } from '../people/schema.ts'
import type { Statement } from '../storage/db.ts'
import type { Files } from '../storage/files.ts'
import type { Clocks } from './rules/clock.ts'
import type { TriageOf } from './rules/triage/index.ts'
import type { ChatRef } from './schema.ts'
import type { Store } from './store.ts'
import type { Vault } from './vault.ts'

/** An act of staff on a case, for the audit. `detail` is never a citizen's words. */
export type AuditEntry = {
  actor: Actor
  /** `feedback.close`, `feedback.identity`, … */
  action: string
  /** The case's code. */
  subject: string
  detail?: Record<string, string>
  at: Date
}

/** The write that audits an act; it joins the batch of the act. Null = nothing is audited. */
export type Audit = (entry: AuditEntry) => Statement | null
/** The writes that send a text about a case to a chat; they join the batch of what they tell. */
export type Notify = (to: ChatRef, text: string, at: Date, code: string) => Statement[] | Promise<Statement[]>

/** What every verb of the room works with. */
export type Room = {
  unit: string
  place: Unit
  rules: FeedbackContent
  time: WorkTime
  clocks: Clocks
  say: Say
  store: Store
  files: Files
  vault: Vault
  triage: TriageOf
  clock: Clock
  random: Random
  audit: Audit
  notify: Notify
}

/** The department's name and phone; the commune's first hotline where it has none of its own. */
export function handlerOf(room: Room, department: string): { name: string; phone: string } {
  const found = room.rules.departments.find(({ id }) => id === department)
  return { name: found?.name ?? room.place.desk.name, phone: found?.phone ?? hotline(room) }
}

/** The number to call when nothing else helps. */
export function hotline({ place }: Room): string {
  return place.hotlines[0]?.phone ?? place.portal.helpline
}

/** What sentences about a case are filled with. */
export function names(room: Room) {
  return { departmentName: (id: string) => handlerOf(room, id).name, hotline: hotline(room) }
}

/** The write that audits an act of staff on a case, if acts are audited. */
export function auditing(
  room: Room,
  actor: Actor,
  name: string,
  subject: string,
  at: Date,
  detail?: Record<string, string>,
): Statement[] {
  const statement = room.audit({ actor, action: `feedback.${name}`, subject, at, ...(detail ? { detail } : {}) })
  return statement ? [statement] : []
}
