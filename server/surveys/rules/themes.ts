import type { Theme } from '../../content/schema-themes.ts'
import { find, type Phrase, phrase, words } from '../../kernel/phrases.ts'

export type ThemeCount = { id: string; label: string; n: number }
type Ready = { id: string; label: string; any: Phrase[]; not: Phrase[] }

/** Reads a text's themes by `content/themes.yaml`: none, one or several ids, in the order of the file. */
export function createThemes(themes: readonly Theme[]) {
  const ready: Ready[] = themes.map(({ id, label, any, not }) => ({
    id,
    label,
    any: any.map(phrase),
    not: not.map(phrase),
  }))
  const of = (text: string): string[] => {
    const said = words(text)
    const has = (some: Phrase[]) => some.some((one) => find(one, said) !== null)
    return ready.filter(({ any, not }) => has(any) && !has(not)).map(({ id }) => id)
  }
  return {
    of,
    /** How many texts speak of what, the most first; `other` last: those of no theme. */
    count(texts: readonly string[], other: string): ThemeCount[] {
      const found = texts.map(of)
      const counts = ready
        .map(({ id, label }) => ({ id, label, n: found.filter((ids) => ids.includes(id)).length }))
        .filter(({ n }) => n > 0)
        .sort((a, b) => b.n - a.n)
      const rest = found.filter((ids) => ids.length === 0).length
      return rest === 0 ? counts : [...counts, { id: 'other', label: other, n: rest }]
    },
  }
}
