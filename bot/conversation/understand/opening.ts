import { withoutFillers } from '../rules/match.ts'
import { find, words } from '../rules/phrases.ts'
import type { Words } from '../rules/schema.ts'

/** The text with an opening that stands for something else replaced: *quay lại kết hôn đi* asks for *kết hôn*. */
export function opened(all: Words, text: string): string {
  const composed = text.normalize('NFC')
  const said = words(composed)
  for (const { say, before, to } of all.openings) {
    for (const phrase of say) {
      const found = find(phrase, said)
      if (!found || withoutFillers(all, said.slice(0, found[0])).length > 0) continue
      const rest = said.slice(found[1])
      if (withoutFillers(all, rest).length === 0) continue
      if (before.length > 0 && !before.some((next) => find(next, rest)?.[0] === 0)) continue
      return `${to} ${after(composed, found[1])}`.trim()
    }
  }
  return text
}

/** What follows the first `count` words. */
function after(text: string, count: number): string {
  const last = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)][count - 1]
  return last ? text.slice(last.index + last[0].length) : text
}
