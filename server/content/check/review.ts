import * as z from 'zod'
import type { Day } from '../../kernel/time.ts'
import type { Fee, Procedure } from '../../procedures/schema.ts'
import { Guide } from '../schema.ts'

/** A guide whose reviewer may have noted the record's `factsHash` (`npm run content:check -- --facts MÃ`). */
export const ReviewedGuide = Guide.extend({ reviewed: Guide.shape.reviewed.extend({ facts: z.string().optional() }) })
export type ReviewedGuide = z.infer<typeof ReviewedGuide>

/** What `reviewState` needs of a guide. `reviewed.facts`: the record's `factsHash` when the text was last read against it. */
export type Reviewed = {
  reviewed: { decision: string | null; facts?: string | undefined }
  effectiveFrom?: string | null | undefined
  effectiveTo?: string | null | undefined
}

/** Why a text is not simply current; told to editors, never to citizens. */
export type ReviewReason =
  | { kind: 'decision'; reviewed: string | null; current: string | null }
  | { kind: 'facts' } // times, fees or papers of the record have changed since
  | { kind: 'starts'; on: Day }
  | { kind: 'ended'; on: Day }
  | { kind: 'replaced'; by: string[] }

/** `needs-review`: the card says that this text is being checked (đang được rà soát). `not-yet`, `ended`: show the record alone. */
export type ReviewState = { state: 'current' | 'needs-review' | 'not-yet' | 'ended'; reasons: ReviewReason[] }

/** Whether a guide may be trusted on the day, judged against the official record it was written from. */
export function reviewState(guide: Reviewed, record: Procedure, today: Day): ReviewState {
  const ended = [...endOf(guide.effectiveTo, today), ...endOf(record.effectiveTo, today), ...replacement(record, today)]
  if (ended.length > 0) return { state: 'ended', reasons: ended }
  const starts = [guide.effectiveFrom, record.effectiveFrom].filter((day) => typeof day === 'string' && day > today)
  if (starts.length > 0) return { state: 'not-yet', reasons: starts.map((on) => ({ kind: 'starts', on: on ?? '' })) }
  const reasons = [...decisionChange(guide, record), ...factsChange(guide, record)]
  return { state: reasons.length > 0 ? 'needs-review' : 'current', reasons }
}

/**
 * A short fingerprint of what a guide says about times, fees and papers: equal as long as the record's facts are.
 * The order in which the source lists them doesn't count. Not for secrets.
 */
export function factsHash(record: Procedure): string {
  const facts = record.methods.flatMap(({ channel, times, fees }) => [
    ...times.map(({ value, unit, condition }) => ['time', channel, value, unit, condition ?? '']),
    ...fees.map((fee) => ['fee', channel, ...feeFacts(fee)]),
  ])
  const papers = record.papers.flatMap((group) =>
    group.items.map(({ name, original, copy, mode }) => ['paper', name, original ?? '', copy ?? '', mode ?? '']),
  )
  return fnv(
    [...facts, ...papers]
      .map((fact) => fact.join('|'))
      .sort()
      .join('\n'),
  )
}

function feeFacts(fee: Fee) {
  return [fee.amount ?? '', fee.free, fee.per ?? '', fee.condition ?? '', ...(fee.disputed ?? [])]
}

function endOf(day: string | null | undefined, today: Day): ReviewReason[] {
  return day && day < today ? [{ kind: 'ended', on: day }] : []
}

// replaced on a known day: it holds until then
function replacement({ status, replacedBy, effectiveTo }: Procedure, today: Day): ReviewReason[] {
  if (status !== 'replaced' || (effectiveTo && effectiveTo >= today)) return []
  return [{ kind: 'replaced', by: replacedBy ?? [] }]
}

function decisionChange({ reviewed }: Reviewed, record: Procedure): ReviewReason[] {
  const current = record.decision?.number ?? null
  return plain(reviewed.decision) === plain(current) ? [] : [{ kind: 'decision', reviewed: reviewed.decision, current }]
}

function factsChange({ reviewed }: Reviewed, record: Procedure): ReviewReason[] {
  return reviewed.facts !== undefined && reviewed.facts !== factsHash(record) ? [{ kind: 'facts' }] : []
}

function plain(number: string | null): string {
  return (number ?? '').normalize('NFC').replace(/\s+/g, '').toUpperCase()
}

/** FNV-1a, 64 bits, hex. */
function fnv(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
