import type { AssistContent } from '../content/schema-assist.ts'
import type { Intake, Receipt } from '../feedback/schema.ts'
import { type Random, readableId } from '../kernel/ids.ts'
import { sha256 } from '../kernel/privacy.ts'
import { Problem } from '../kernel/problem.ts'
import { addDays, type Clock, dayOf, isoVn } from '../kernel/time.ts'
import type { AuditEntry } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import type { Db, Statement } from '../storage/db.ts'
import type { Submission } from '../surveys/schema.ts'
import { FOLLOW_DAYS, faultOf } from './rules.ts'
import type { Filed, HelpRecord, KeptHandover } from './schema/record.ts'
import type { Visit } from './schema.ts'
import type { DeviceRow } from './store/devices.ts'
import type { RecordStore } from './store/records.ts'
import type { ReturnStore } from './store/returns.ts'
import { visitWrite } from './store.ts'
import type { AssistVault } from './vault.ts'

const HOUR_MS = 3_600_000
export const HANDOVER_HOURS = 24
/** An answer counts on the day it was given, at most this long ago; seconds. */
const MOST_WAITED = 14 * 86_400
/** Matters whose words are never kept. */
const GUIDED = /^feedback\.(complaint|denunciation)$/

export type FilingDeps = {
  db: Db
  unit: string
  store: RecordStore
  returns: ReturnStore
  vault: AssistVault
  clock: Clock
  random: Random
  content: AssistContent
  audit: (entry: AuditEntry) => Statement
  /** Registers a report in a citizen's name, once by its key. */
  report: (intake: Intake, by: { actor: Actor; key: string }) => Promise<Receipt>
  /** Takes answers to a survey, once by their key. */
  answer: (survey: string, submission: Submission, key: string) => Promise<unknown>
}

type By = {
  body: string
  device: DeviceRow
  actor: Actor
  /** The lead who files a kept record after all. */
  settling?: Actor
  /** Parts that are refused are left out. */
  without?: boolean
}
/** `keep`: what of a refused record may be kept for the lead. */
export type Filing = { filed: Filed } | { why: Problem; keep: HelpRecord }

/**
 * Files an opened record: the report and the answers in the citizen's name by keys of their own, then the visit with all that belongs
 * to it in one write. What is a complaint or a denunciation is not kept; any other refusal keeps the whole record back. Failures of
 * ours are thrown: the phone tries again.
 */
export function createFiling({
  db,
  unit,
  store,
  returns,
  vault,
  clock,
  random,
  content,
  audit,
  report,
  answer,
}: FilingDeps) {
  async function part<T>(work: () => Promise<T>): Promise<{ done: T } | { refused: Problem }> {
    try {
      return { done: await work() }
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500 || error.status === 429) throw error
      return { refused: error }
    }
  }

  /** How to call the person and which dossier to watch, apart from the visit. */
  async function returning({ follow, watch }: HelpRecord, visit: Visit): Promise<Statement[]> {
    const nick = follow?.nick || watch?.nick
    if (!nick && !watch) return []
    const kept = { ...(nick ? { nick } : {}), ...(watch ? { dossier: watch.dossier.toUpperCase() } : {}) }
    const sealed = await vault.seal(`return/${visit.id}`, kept)
    return [returns.adding({ visit: visit.id, member: visit.member, sealed, until: addDays(visit.day, FOLLOW_DAYS) })]
  }

  async function handing(
    { handover }: HelpRecord,
    by: string,
    receipt: Receipt | null,
    now: Date,
  ): Promise<Statement[]> {
    if (!handover) return []
    const hash = await sha256(handover.token)
    const given: KeptHandover = {
      by,
      ...(handover.checklist ? { checklist: handover.checklist } : {}),
      ...(handover.dossier ? { dossier: handover.dossier.toUpperCase() } : {}),
      ...(handover.digits ? { digits: handover.digits } : {}),
      ...(receipt ? { feedback: { code: receipt.code, secret: receipt.secret } } : {}),
    }
    const expires = new Date(now.getTime() + HANDOVER_HOURS * HOUR_MS).toISOString()
    return [store.handoverWrite(hash, await vault.seal(`handover/${hash}`, given), expires)]
  }

  return async function file(record: HelpRecord, by: By): Promise<Filing> {
    const { body, device, actor, settling, without = false } = by
    const now = clock()
    const at = new Date(Math.min(Date.parse(record.at), now.getTime()))
    const fault = faultOf(record, device.team, now, content)
    if (fault) return { why: fault, keep: record }
    const key = `assist-${record.id}`
    const intake = intakeOf(record)
    const sent = intake && (await part(() => report(intake, { actor, key })))
    const { survey } = record
    const answered = survey && (await part(() => answer(survey.id, submissionOf(survey, at, now), key)))
    const refused = [sent, answered].flatMap((one) => (one && 'refused' in one ? [one.refused] : []))
    const held = refused.find(({ code }) => !GUIDED.test(code))
    if (held && !without) {
      const { feedback, ...rest } = record
      return { why: held, keep: refused.some(({ code }) => GUIDED.test(code)) ? rest : record }
    }
    const [first] = refused
    const message = refused.map((one) => one.message).join(' ')
    const visit = visitOf(record, device, actor, at, readableId(random, 10))
    const { team, place, outcome } = visit
    const receipt = sent && 'done' in sent ? sent.done : null
    await db.write([
      settling
        ? store.settle(record.id, 'filed', isoVn(now))
        : store.write({
            id: record.id,
            body,
            device: device.id,
            member: device.member,
            number: record.number,
            day: visit.day,
            received_at: now.toISOString(),
            state: first ? 'partial' : 'filed',
            reason: first?.code ?? null,
            detail: message || null,
            sealed: null,
          }),
      visitWrite(unit, record.id, visit),
      ...(await returning(record, visit)),
      ...(await handing(record, device.id, receipt, now)),
      audit({ actor, action: 'assist.record', subject: visit.id, detail: { team, place, outcome, phone: device.id } }),
      ...(settling ? [audit({ actor: settling, action: 'assist.file-record', subject: visit.id })] : []),
    ])
    return { filed: first ? { state: 'partial', message } : { state: 'filed' } }
  }
}

function visitOf(record: HelpRecord, device: DeviceRow, actor: Actor, at: Date, id: string): Visit {
  const { hamlet, place, kinds, difficulties, procedure, outcome, follow, number, consent } = record
  return {
    id,
    day: dayOf(at),
    at: isoVn(at),
    member: actor.id,
    memberName: actor.name,
    team: device.team,
    hamlet: hamlet || null,
    place,
    kinds,
    difficulties,
    procedure: procedure || null,
    outcome,
    follow: follow?.day ?? null,
    followedAt: null,
    number,
    consentAt: isoVn(new Date(consent.at)),
    device: device.id,
  }
}

function intakeOf({ feedback }: HelpRecord): Intake | null {
  if (!feedback) return null
  const { text, place, hamlet, name, address, phone, publish, contact } = feedback
  return {
    text,
    ...(place || hamlet ? { place: { ...(place ? { text: place } : {}), ...(hamlet ? { hamlet } : {}) } } : {}),
    ...(name ? { name } : {}),
    ...(address ? { address } : {}),
    contact: phone ? { kind: 'phone', phone } : { kind: 'none' },
    consent: { publish, contact: contact && Boolean(phone) },
    // the phone's form says to call 113, 114, 115 first; by now it may be hours ago
    emergencyCalled: true,
    onBehalf: true,
  }
}

function submissionOf(
  { version, answers, seconds }: NonNullable<HelpRecord['survey']>,
  at: Date,
  now: Date,
): Submission {
  const waited = Math.min(MOST_WAITED, Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000)))
  return { version, answers, door: 'helper', assisted: true, waited, ...(seconds === undefined ? {} : { seconds }) }
}
