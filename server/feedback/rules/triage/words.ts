import type { TriageFile, TriageRule } from '../../../content/schema-triage.ts'
import { type Phrase, phrase, type Syllable, words } from '../../../kernel/phrases.ts'
import type { Parting, Spellings } from './clauses.ts'
import { TRIAGE_KINDS, type TriageKind } from './types.ts'

/** A rule with its phrases read, and the lists it names put in. */
export type Rule = Omit<TriageRule, 'any' | 'with' | 'not'> & {
  kind: TriageKind
  any: Phrase[]
  with: Phrase[][]
  not: Phrase[]
}

/** `content/triage.yaml` ready for use. */
export type TriageWords = {
  says: TriageFile['says']
  names: TriageFile['names']
  claims: { denunciation: Phrase[]; complaint: Phrase[] }
  /** What makes a text about an office when nothing else decides. */
  office: Phrase[]
  parting: Parting
  rules: Rule[]
  spellings: Spellings
}

/** Words of one kind that people write differently (`content/vocabulary.yaml`). */
export type Vocabulary = { abbreviations: Record<string, string>; dialect: Record<string, string> }

/** Reads the file's phrases, once for each file: services are made anew for every request at the edge. */
export function wordsOf(file: TriageFile, vocabulary: Vocabulary): TriageWords {
  const known = compiled.get(file)
  if (known) return known
  const made = compile(file, vocabulary)
  compiled.set(file, made)
  return made
}
const compiled = new WeakMap<TriageFile, TriageWords>()

function compile(file: TriageFile, { abbreviations, dialect }: Vocabulary): TriageWords {
  const lists = new Map(Object.entries(file.lists).map(([name, list]) => [name, list.map(phrase)]))
  const listOf = (name: string) => lists.get(name) ?? []
  const own = ownWords(file)
  const spelt = (from: Record<string, string>) =>
    Object.entries(from).map(([typed, standard]): [string, Syllable[]] => [typed.normalize('NFC'), words(standard)])
  return {
    says: file.says,
    names: file.names,
    claims: { denunciation: file.claims.denunciation.map(phrase), complaint: file.claims.complaint.map(phrase) },
    office: [...listOf('office'), ...listOf('officer')],
    parting: {
      anywhere: file.turns.anywhere.map(phrase),
      atStart: file.turns.atStart.map(phrase),
      joints: file.joints.map(phrase),
    },
    rules: TRIAGE_KINDS.flatMap((kind) =>
      file.kinds[kind].map((rule) => ({
        ...rule,
        kind,
        any: rule.any.map(told),
        with: rule.with.map(listOf),
        not: rule.not.flatMap((one) => (lists.has(one) ? listOf(one) : [phrase(one)])),
      })),
    ),
    // a word that a phrase writes as it is must not be turned into another
    spellings: new Map([...spelt(abbreviations), ...spelt(dialect)].filter(([typed]) => !own.has(typed))),
  }
}

/** The words of all phrases, with marks and without: *nha* may be *nhà*. Short forms of one or two letters stay short forms. */
function ownWords({ lists, kinds, claims }: TriageFile): Set<string> {
  const phrases = [...Object.values(lists), ...Object.values(claims)].flat()
  const inRules = Object.values(kinds).flatMap((rules) => rules.flatMap(({ any, not }) => [...any, ...not]))
  const own = words([...phrases, ...inRules].join(' ')).map(({ bare }) => bare)
  const written = [...phrases, ...inRules].flatMap((one) =>
    one
      .normalize('NFC')
      .toLowerCase()
      .split(/[\s/]+/),
  )
  return new Set([...own, ...written].filter((word) => !/^[a-z]{1,2}$/.test(word)))
}

/** A phrase of one syllable is too little to guess marks: *de* is *đê* only when the file writes *de*, too. */
function told(source: string): Phrase {
  const read = phrase(source)
  const [only, ...rest] = read.parts
  if (!only || only.gap || rest.length > 0) return read
  return { source, parts: [{ gap: false, any: only.any.map((one) => ({ ...one, sure: true })) }] }
}
