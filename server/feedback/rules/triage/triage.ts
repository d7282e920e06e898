import type { TriageFile } from '../../../content/schema-triage.ts'
import { words } from '../../../kernel/phrases.ts'
import { fill } from '../../../kernel/problem.ts'
import { clausesOf } from './clauses.ts'
import { type Decided, decide, heaviest } from './decide.ts'
import { first, readClauses } from './evidence.ts'
import { listen } from './second-ear.ts'
import type { Hear, Triage, TriageInput, TriageKind, TriageOf, TriagePart } from './types.ts'
import { type TriageWords, type Vocabulary, wordsOf } from './words.ts'

/** Never registered as a report. */
const APART: TriageKind[] = ['denunciation', 'complaint']
/** Reasons that a part is told with. */
const REASONS = 3
/** Words that weigh so much are not overruled by a choice for which no word speaks. */
const CLEAR = 2

/**
 * Triage by law over the words of `content/triage.yaml`: khiếu nại asks to undo a decision or act against one's own right (Luật
 * 02/2011 Đ.2.1), tố cáo reports someone's violation of law (Luật 25/2018 Đ.2.1); the rest is registered. By substance, not by
 * what it is called; `hear` is what was learned from how people speak, for sentences of which the words know nothing. In doubt between conduct and denunciation it is a denunciation. Pure; the texts of denunciation and complaint
 * parts, and their reasons, must not be kept.
 */
export function createTriage(file: TriageFile, vocabulary: Vocabulary, hear: Hear = () => []): TriageOf {
  const known = wordsOf(file, vocabulary)
  return (input) => {
    const parts = partsOf(input, known, hear)
    const main = mainOf(parts)
    const { kind, reasons } = withChoice(input, main, parts, known)
    const chosenApart = APART.includes(kind) && !APART.includes(main)
    return {
      // what the citizen's own choice makes a denunciation goes there whole
      parts: (chosenApart
        ? parts.map((part) => ({ ...part, kind }))
        : parts.map((part) => (part.kind === main ? { ...part, kind } : part))
      ).map(({ kind, text, reasons }) => ({ kind, text, reasons })),
      kind,
      urgent: kind === 'emergency' || input.chosen === 'emergency' || parts.some(({ urgent }) => urgent),
      reasons: [...reasons, ...(apartFrom(kind, parts) ? [known.says.apart] : [])],
    }
  }
}

type Weighed = TriagePart & { weight: number; known: boolean; urgent: boolean }

/** The text by kinds, each with its own sentences in the order said; what else was written may hold a denunciation, too. */
function partsOf(input: TriageInput, known: TriageWords, hear: Hear): Weighed[] {
  const about = words(input.about ?? '')
  const decided = [input.text, input.proposal ?? '', input.about ?? ''].flatMap((text, at) => {
    const read = readClauses(text, clausesOf(text, known.parting, known.spellings), known, about)
    const clauses = decide(listen(text, read, hear, known))
    const told = clauses.map((clause) => ({ ...clause, text: text.slice(clause.from, clause.to) }))
    // beside the text only what must go apart counts
    return at === 0 ? told : told.filter(({ kind }) => kind === 'emergency' || (kind && APART.includes(kind)))
  })
  const kinds = [...new Set(decided.flatMap(({ kind }) => kind ?? []))]
  if (kinds.length === 0) return [fallback(input, known)]
  return kinds.map((kind) =>
    partOf(
      kind,
      decided.filter((one) => one.kind === kind),
      known,
    ),
  )
}

function partOf(kind: TriageKind, clauses: Array<Decided & { text: string }>, { says, names }: TriageWords): Weighed {
  const evidence = clauses.flatMap((clause) => clause.evidence.filter((one) => one.kind === kind))
  const claim =
    kind === 'denunciation' || kind === 'complaint' ? clauses.flatMap(({ claims }) => claims[kind] ?? [])[0] : undefined
  const conduct = clauses.some(({ evidence }) => evidence.some((one) => one.kind === 'conduct'))
  const loose = clauses.flatMap(({ claims }) => claims.denunciation ?? claims.complaint ?? [])[0]
  const quoted = evidence.map(({ words, because }) => fill(says.quoted, { words, because }))
  const called =
    evidence.length === 0 && claim
      ? [fill(conduct ? says.doubt : says.claimed, { words: claim, kind: names[kind] })]
      : loose && !APART.includes(kind) && kind !== 'emergency'
        ? [fill(says.loose, { words: loose, kind: names[kind] })]
        : []
  return {
    kind,
    text: clauses.reduce((text, clause) => text + clause.text, '').trim(),
    reasons: [...new Set([...quoted.slice(0, REASONS), ...called])],
    weight: evidence.reduce((sum, { weight }) => sum + weight, 0),
    known: true,
    urgent: evidence.some(({ urgent }) => urgent),
  }
}

function fallback({ text, chosen, dossierCode }: TriageInput, { says, office }: TriageWords): Weighed {
  const kind = chosen ?? (dossierCode || first(office, words(text)) ? 'conduct' : 'field')
  return { kind, text: text.trim(), reasons: chosen ? [] : [says.unknown], weight: 0, known: false, urgent: false }
}

/** Danger first, else the registrable kind that weighs most, else the one that goes apart. */
function mainOf(parts: Weighed[]): TriageKind {
  if (parts.some(({ kind }) => kind === 'emergency')) return 'emergency'
  const registrable = heaviest(parts.filter(({ kind }) => !APART.includes(kind)))
  const apart = parts.some(({ kind }) => kind === 'denunciation') ? 'denunciation' : 'complaint'
  return registrable ?? apart
}

/** The citizen's own choice counts, but makes no report of what must go apart, and no denunciation of rubbish. */
function withChoice(
  { chosen }: TriageInput,
  main: TriageKind,
  parts: Weighed[],
  { says, names }: TriageWords,
): Pick<Triage, 'kind' | 'reasons'> {
  const mine = parts.filter(({ kind }) => kind === main)
  const reasons = mine.flatMap(({ reasons }) => reasons)
  if (!chosen) return { kind: main, reasons }
  const accepted = {
    kind: chosen,
    reasons: [
      ...(chosen === main || APART.includes(chosen) ? reasons : []),
      fill(says.chosen, { kind: names[chosen] }),
    ],
  }
  if (chosen === main) return accepted
  const refused = { kind: main, reasons: [...reasons, fill(says.outweighed, { kind: names[main] })] }
  const weight = mine.reduce((sum, part) => sum + part.weight, 0)
  const spoken = parts.some(({ kind, known }) => kind === chosen && known)
  if (main === 'emergency' || APART.includes(main) || chosen === 'emergency') return refused
  if (APART.includes(chosen)) return ['conduct', 'question'].includes(main) ? accepted : refused
  return spoken || weight < CLEAR ? accepted : refused
}

function apartFrom(kind: TriageKind, parts: Weighed[]): boolean {
  return !APART.includes(kind) && parts.some((part) => APART.includes(part.kind))
}
