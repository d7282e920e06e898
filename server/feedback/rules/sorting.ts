import { type GuidedKind, type Intake, Kind } from '../schema.ts'
import type { Triage, TriageKind, TriageOf } from './triage/index.ts'

/** What of a text is registered, and which parts have a route of their own. */
export type Sorted = {
  /** The part that is registered, unedited when nothing had to be cut; empty when nothing is left. */
  text: string
  kind: Kind
  urgent: boolean
  reasons: string[]
  /** Danger to life in it. */
  danger: boolean
  /** Khiếu nại and tố cáo in it, which are cut out and not kept (NĐ 154/2026 Đ.14.4). */
  apart: Array<'complaint' | 'denunciation'>
}

/** Sorts what a citizen sends, content by content. */
export function sortIntake(intake: Intake, triage: TriageOf): Sorted {
  const { text, kind: chosen, about, proposal, dossierCode } = intake
  return sorted(
    text,
    triage({
      text,
      ...(chosen ? { chosen } : {}),
      ...(about ? { about } : {}),
      ...(proposal ? { proposal } : {}),
      ...(dossierCode ? { dossierCode } : {}),
    }),
  )
}

/** Sorts what is said later of a case: an addition, why it isn't done, why it is rated so. */
export function sortWords(text: string, triage: TriageOf): Pick<Sorted, 'text' | 'apart'> {
  return sorted(text, triage({ text }))
}

function sorted(text: string, { parts, kind, urgent, reasons }: Triage): Sorted {
  const own = parts.filter((part) => !isApart(part.kind))
  const apart = (['denunciation', 'complaint'] as const).filter((one) => parts.some((part) => part.kind === one))
  const kept = apart.length === 0 ? text : own.map((part) => part.text).join('\n')
  return {
    text: kept.trim(),
    kind: registrable(kind) ?? own.map((part) => registrable(part.kind)).find((one) => one !== null) ?? 'field',
    urgent,
    reasons,
    danger: kind === 'emergency' || parts.some((part) => part.kind === 'emergency'),
    apart,
  }
}

function isApart(kind: TriageKind): kind is 'complaint' | 'denunciation' {
  return kind === 'complaint' || kind === 'denunciation'
}

/** Danger whose numbers were called is a thing in the field. */
function registrable(kind: TriageKind): Kind | null {
  if (kind === 'emergency') return 'field'
  return Kind.options.find((one) => one === kind) ?? null
}

/** The route to tell when nothing of a text may be registered. Secrecy first: a denunciation outweighs a complaint. */
export function guidedKind({ apart }: Pick<Sorted, 'apart'>): GuidedKind {
  return apart.includes('denunciation') ? 'denunciation' : 'complaint'
}
