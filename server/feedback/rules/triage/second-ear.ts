import { fill } from '../../../kernel/problem.ts'
import type { Read } from './evidence.ts'
import type { Hear, TriageKind } from './types.ts'
import type { TriageWords } from './words.ts'

/**
 * How probable a kind must be to be believed: in a sentence of which the words know nothing (`alone`), against what the words
 * say (`against`), and for a whole story of which nothing is known (`story`). Danger and denunciation must not be missed; the
 * others only give a kind to what has none.
 */
const LEAST: Partial<Record<TriageKind, { alone: number; against: number; story: number }>> = {
  emergency: { alone: 0.2, against: 0.6, story: 0.11 },
  denunciation: { alone: 0.2, against: 0.5, story: 0.11 },
  complaint: { alone: 0.3, against: 0.8, story: 0.2 },
  conduct: { alone: 0.03, against: 2, story: 0.03 },
  field: { alone: 0.03, against: 2, story: 0.03 },
  suggestion: { alone: 0.03, against: 2, story: 0.03 },
  praise: { alone: 0.03, against: 2, story: 0.03 },
}
/** And so much of what is probable of all kinds here; who writes here asks for no procedure. */
const SHARE = 0.6
/** A sentence out of its story may sound like anything: the whole must sound so, too; this much of its loudest kind. */
const BACKED = { least: 0.03, near: 0.34 }
/** Shorter sentences say too little to be heard; of a very long text the beginning is heard. */
const SYLLABLES = 3
const SENTENCES = 40
const FIRST: TriageKind[] = ['emergency', 'denunciation', 'complaint']

/** Adds what a sentence sounds like where no word decides. A sentence that calls itself khiếu nại or tố cáo is left to its words. */
export function listen(text: string, read: Read[], hear: Hear, words: TriageWords): Read[] {
  const sentences = [...Map.groupBy(read, ({ sentence }) => sentence).values()]
  const whole = sentences.length > 1 ? new Map(hear(text).map(({ kind, sure }) => [kind, sure])) : null
  const isBacked = (kind: TriageKind) =>
    !whole || (whole.get(kind) ?? 0) >= Math.max(BACKED.least, BACKED.near * Math.max(...whole.values()))
  const heard = sentences.flatMap((clauses, at) => {
    if (at >= SENTENCES) return clauses
    const level = clauses.some(isDecided) ? 'against' : 'alone'
    return hearIn(text, clauses, hear, words, level, (kind) => !FIRST.includes(kind) || isBacked(kind))
  })
  if (!whole || heard.some(isDecided)) return heard
  return hearIn(text, heard, hear, words, 'story', () => true)
}

function hearIn(
  text: string,
  clauses: Read[],
  hear: Hear,
  { says, names }: TriageWords,
  level: 'alone' | 'against' | 'story',
  isBacked: (kind: TriageKind) => boolean,
): Read[] {
  const said = clauses.reduce((sum, clause) => sum + clause.said.length, 0)
  const named = clauses.some(({ claims }) => claims.denunciation || claims.complaint)
  const known = clauses.some(({ evidence }) => evidence.some(({ kind }) => FIRST.includes(kind)))
  if (said < SYLLABLES || named || known) return clauses
  const heard = hear(text.slice(clauses[0]?.from, clauses.at(-1)?.to))
  const all = heard.reduce((sum, { sure }) => sum + sure, 0)
  const [best] = heard
    .filter(({ kind, sure }) => sure >= (LEAST[kind]?.[level] ?? 2) && isBacked(kind))
    .filter(({ kind, sure }) => (level !== 'against' && FIRST.includes(kind)) || sure >= SHARE * all)
    .sort((a, b) => b.sure - a.sure)
  if (!best) return clauses
  const because = fill(says.heard, { kind: names[best.kind] })
  const one = { kind: best.kind, words: best.words().join(', '), because, weight: 1, urgent: false }
  const silent = clauses.filter((clause) => !isDecided(clause))
  const takes = new Set(silent.length > 0 ? silent : clauses)
  return clauses.map((clause) => (takes.has(clause) ? { ...clause, evidence: [...clause.evidence, one] } : clause))
}

/** Whether any word but a question's speaks in a clause. */
function isDecided({ evidence }: Read): boolean {
  return evidence.some(({ kind }) => kind !== 'question')
}
