import { find, type Phrase, type Syllable } from '../../../kernel/phrases.ts'
import type { Clause } from './clauses.ts'
import type { TriageKind } from './types.ts'
import type { Rule, TriageWords } from './words.ts'

/** What in a clause speaks for a kind, with the words as typed. */
export type Evidence = { kind: TriageKind; words: string; because: string; weight: number; urgent: boolean }

/** A clause with what speaks in it. `claims`: what the citizen calls it, loosely or not. */
export type Read = Clause & { evidence: Evidence[]; claims: { denunciation: string | null; complaint: string | null } }

/** Reads each clause by the rules; `about` is whom the report concerns, which counts as said in every sentence. */
export function readClauses(
  text: string,
  clauses: Clause[],
  { rules, claims }: TriageWords,
  about: Syllable[],
): Read[] {
  return clauses.map((clause) => {
    const around = [...clauses.filter((one) => one.sentence === clause.sentence), { said: about }]
    const quoted = (found: [number, number] | null) => found && quote(text, clause, found)
    return {
      ...clause,
      evidence: rules.flatMap((rule) => {
        const found = placeOf(rule, clause, around)
        const { kind, because, weight, urgent } = rule
        return found ? [{ kind, because, weight, urgent, words: quote(text, clause, found) }] : []
      }),
      claims: {
        denunciation: quoted(first(claims.denunciation, clause.said)),
        complaint: quoted(first(claims.complaint, clause.said)),
      },
    }
  })
}

/** Where a rule fits a clause. */
function placeOf(rule: Rule, { said }: Clause, around: Array<{ said: Syllable[] }>): [number, number] | null {
  const found = first(rule.any, said)
  if (!found || first(rule.not, said)) return null
  const backed = rule.with.every((list) => around.some((one) => first(list, one.said)))
  return backed ? found : null
}

/** The first phrase that occurs, and where. */
export function first(phrases: Phrase[], said: Syllable[]): [number, number] | null {
  for (const phrase of phrases) {
    const found = find(phrase, said)
    if (found) return found
  }
  return null
}

function quote(text: string, { spans }: Clause, [start, end]: [number, number]): string {
  return text.slice(spans[start]?.[0], spans[end - 1]?.[1])
}
