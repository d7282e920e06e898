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

type Share = { asked: number; right: number }

/** How many messages of each kind are read right, and how many facets. The misses are named when asked for. */
export async function tallyIntents(
  set: 'dev' | 'heldout',
  content: Content,
  search: Search,
  misses?: string[],
): Promise<{ kinds: Map<string, Share>; styles: Map<string, Share>; facets: Share }> {
  const { elsewhere, topics } = content
  const understand = createUnderstand({ words: Words.parse(content.intents), search, isClear, elsewhere, topics })
  const kinds = new Map<string, Share>()
  const styles = new Map<string, Share>()
  const facets = { asked: 0, right: 0 }
  const count = (tallies: Map<string, Share>, key: string, right: boolean) => {
    const tally = tallies.get(key) ?? { asked: 0, right: 0 }
    tallies.set(key, { asked: tally.asked + 1, right: tally.right + (right ? 1 : 0) })
  }
  for (const question of questions(set)) {
    const heard = await understand(question.text, memoryOf(question))
    const right = isRight(question, heard)
    if (!right) misses?.push(`${question.kind} → ${heard.intent} (${heard.why[0]}): ${question.text}`)
    for (const key of ['all', question.kind]) count(kinds, key, right)
    count(styles, question.style, right)
    if (question.facet !== null && !['story', 'mixed'].includes(question.style)) {
      facets.asked++
      if (heard.facet === question.facet) facets.right++
      else misses?.push(`facet ${question.facet} → ${heard.facet}: ${question.text}`)
    }
  }
  return { kinds, styles, facets }
}

/** The same as lines to read: share right for each kind, each style, recall of danger and denunciation, facets. */
export async function benchIntents(
  set: 'dev' | 'heldout',
  content: Content,
  search: Search,
  misses?: string[],
): Promise<string[]> {
  const { kinds, styles, facets } = await tallyIntents(set, content, search, misses)
  const percent = ({ asked, right }: Share) => `${Math.round((1000 * right) / asked) / 10} % (n ${asked})`
  const line = (tallies: Map<string, Share>) =>
    [...tallies].map(([key, tally]) => `${key} ${percent(tally)}`).join(' · ')
  const recall = ['emergency', 'denunciation'].map((kind) => {
    const { asked, right } = kinds.get(kind) ?? { asked: 0, right: 0 }
    return `${kind} ${(right / Math.max(1, asked)).toFixed(2)} (${right} of ${asked})`
  })
  return [
    `intents by kind: ${line(kinds)}`,
    `intents by style: ${line(styles)}`,
    `recall: ${recall.join(' · ')}`,
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
