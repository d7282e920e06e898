import type { FeedbackContent } from '../../content/schema-feedback.ts'
import { lengthOf } from '../../kernel/text.ts'
import type { Evidence, Facts, Outcome } from '../schema.ts'

/** An answer that would close a case. */
export type Closing = { outcome?: Outcome | undefined; answer: string; evidence: Evidence }

/** What is missing, as the key of a sentence `case.missing.*` and its holes. */
export type Missing = { key: string; holes?: Record<string, string | number> }

/**
 * The close gate: outcome, an answer a citizen can read, and the evidence that the outcome asks for. Empty = may be closed.
 * An answer with `{chỗ trống}` of its template still in it is not written yet.
 */
export function missing(
  { outcome, answer, evidence }: Closing,
  facts: Pick<Facts, 'kind' | 'asked'>,
  { gate, templates }: Pick<FeedbackContent, 'gate' | 'templates'>,
): Missing[] {
  const lacks: Missing[] = []
  if (!outcome) lacks.push({ key: 'case.missing.outcome' })
  const length = lengthOf(answer.trim())
  if (length < gate.answer) lacks.push({ key: 'case.missing.answer', holes: { min: gate.answer, length } })
  const hole = /\{[^{}]*\}/.exec(answer)
  if (hole) lacks.push({ key: 'case.missing.hole', holes: { hole: hole[0] } })
  if (!outcome) return lacks

  const template = templates.find(({ id }) => id === evidence.template)
  if (evidence.template && template?.outcome !== outcome) lacks.push({ key: 'case.missing.own-template' })
  const given = {
    photo: evidence.photos.length > 0,
    document: Boolean(evidence.document),
    template: Boolean(evidence.template),
    body: Boolean(evidence.body),
  }
  const free = outcome === 'resolved' && gate.free.includes(facts.kind)
  for (const group of free ? [] : gate.evidence[outcome]) {
    if (!group.some((kind) => given[kind])) lacks.push({ key: `case.missing.${group.join('-or-')}` })
  }
  if (outcome === 'unreachable' && facts.asked === 0) lacks.push({ key: 'case.missing.asked' })
  return lacks
}
