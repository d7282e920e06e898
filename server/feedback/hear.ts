import type { Search } from '../search/search.ts'
import { type Hear, TRIAGE_KINDS } from './rules/triage/index.ts'

const ALL = 60
const WORDS = 3

/** What is learned from how people speak (`content/sayings`), as a second ear of the triage where its words know nothing. */
export function hearBy({ find, why }: Pick<Search, 'find' | 'why'>): Hear {
  return (text) => {
    const heard = find(text, ALL, ['intent']).flatMap(({ key, sure }) => {
      const [intent, topic] = key.split('/')
      const kind = TRIAGE_KINDS.find((one) => one === (intent === 'feedback' ? topic : intent))
      return kind ? [{ kind, key, sure }] : []
    })
    return TRIAGE_KINDS.flatMap((kind) => {
      const own = heard.filter((one) => one.kind === kind)
      const [best] = own
      if (!best) return []
      const words = () => why(text, best.key, WORDS).map(({ words }) => words)
      return [{ kind, sure: own.reduce((sum, { sure }) => sum + sure, 0), words }]
    })
  }
}
