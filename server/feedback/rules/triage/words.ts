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
  const spelt = (from: Record<string, string>) =>
    Object.entries(from).map(([typed, standard]): [string, Syllable[]] => [typed.normalize('NFC'), words(standard)])
  return {
    says: file.says,
    names: file.names,
    claims: { denunciation: file.claims.denunciation.map(phrase), complaint: file.claims.complaint.map(phrase) },
    parting: {
      anywhere: file.turns.anywhere.map(phrase),
      atStart: file.turns.atStart.map(phrase),
      joints: file.joints.map(phrase),
    },
    rules: TRIAGE_KINDS.flatMap((kind) =>
      file.kinds[kind].map((rule) => ({
        ...rule,
        kind,
        any: rule.any.map(phrase),
        with: rule.with.map(listOf),
        not: rule.not.flatMap((one) => (lists.has(one) ? listOf(one) : [phrase(one)])),
      })),
    ),
    spellings: new Map([...spelt(abbreviations), ...spelt(dialect)]),
  }
}
