import { Words } from '../../bot/conversation/rules/schema.ts'
import type { Memory, Understanding } from '../../bot/conversation/types.ts'
import { createUnderstand } from '../../bot/conversation/understand/understand.ts'
import type { Content } from '../../server/content/schema.ts'
import { isClear } from '../../server/search/clear.ts'
import type { Search } from '../../server/search/search.ts'
import { type Question, questions } from './questions.ts'

/** Readings that count as right for a kind; a matter of another body is one of ours when it has a code. */
const RIGHT: Record<string, string[]> = {
  followup: ['procedure'],
  elsewhere: ['out_of_scope', 'procedure'],
}

/** Intents and facets of a set: share right for each kind, recall of danger and denunciation, and the misses when asked for. */
export async function benchIntents(
  set: 'dev' | 'heldout',
  content: Content,
  search: Search,
  misses?: string[],
): Promise<string[]> {
  const { elsewhere, topics } = content
  const understand = createUnderstand({ words: Words.parse(content.intents), search, isClear, elsewhere, topics })
  const kinds = new Map<string, { asked: number; right: number }>()
  const facets = { asked: 0, right: 0 }
  for (const question of questions(set)) {
    const heard = await understand(question.text, memoryOf(question))
    const right = isRight(question, heard)
    if (!right) misses?.push(`${question.kind} → ${heard.intent} (${heard.why[0]}): ${question.text}`)
    for (const key of ['all', question.kind]) {
      const tally = kinds.get(key) ?? { asked: 0, right: 0 }
      tally.asked++
      if (right) tally.right++
      kinds.set(key, tally)
    }
    if (question.facet !== null && !['story', 'mixed'].includes(question.style)) {
      facets.asked++
      if (heard.facet === question.facet) facets.right++
      else misses?.push(`facet ${question.facet} → ${heard.facet}: ${question.text}`)
    }
  }
  const percent = ({ asked, right }: { asked: number; right: number }) =>
    `${Math.round((1000 * right) / asked) / 10} % (n ${asked})`
  return [
    `intents ${[...kinds].map(([kind, tally]) => `${kind} ${percent(tally)}`).join(' · ')}`,
    `facets ${percent(facets)}`,
  ]
}

function isRight(question: Question, heard: Understanding): boolean {
  if (question.kind === 'elsewhere' && heard.elsewhere === undefined && heard.intent === 'procedure') return false
  return (RIGHT[question.kind] ?? [question.kind]).includes(heard.intent)
}

function memoryOf({ kind, codes }: Question): Memory {
  return { procedure: kind === 'followup' ? (codes[0] ?? null) : null, facet: null, candidates: [], strikes: 0 }
}
