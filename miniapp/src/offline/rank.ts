import type { Pack } from '../../../server/procedures/pack.ts'
import type { ProcedureHit } from '../api.ts'

/** What a word counts: in a name, in what people say for it, begun only (the last is perhaps still being typed). */
const MARK = { named: 1, said: 0.8, begun: 0.4 }
/** What is told by a guide of ours is asked for more often. */
const GUIDED = 0.35
/** What an extra word of a name takes off. */
const LONG = 0.004

type Line = { code: string; name: string; field: string; named: Set<string>; said: Set<string>; guided: boolean }
const known = new WeakMap<Pack, { lines: Line[]; rarity: Map<string, number> }>()

/** What of the pack fits the words, best first: rare words count more than common ones, missing ones against. */
export function rank(pack: Pack, q: string, limit: number): ProcedureHit[] {
  const { lines, rarity } = readied(pack)
  const asked = [...new Set(foldedWords(q))]
  const last = asked[asked.length - 1] ?? ''
  const weights = asked.map((word) => rarity.get(word) ?? (word === last ? 1 : 3))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const hits: ProcedureHit[] = []
  for (const { code, name, field, named, said, guided } of lines) {
    let sum = 0
    asked.forEach((word, at) => {
      sum += (weights[at] ?? 0) * markOf(word, word === last, named, said)
    })
    const share = sum / whole
    if (share >= 0.3) hits.push({ code, name, field, score: share + (guided ? GUIDED : 0) - LONG * named.size })
  }
  return hits.sort((one, other) => other.score - one.score).slice(0, limit)
}

function markOf(word: string, isLast: boolean, named: Set<string>, said: Set<string>): number {
  if (named.has(word)) return MARK.named
  if (said.has(word)) return MARK.said
  return isLast && word.length > 1 && [...named].some((one) => one.startsWith(word)) ? MARK.begun : 0
}

/** The pack's words, read once; a word's rarity as the logarithm of how few have it. */
function readied(pack: Pack) {
  const before = known.get(pack)
  if (before) return before
  const lines: Line[] = [
    ...pack.guides.map(({ code, name, field, guide, says }) => ({
      ...{ code, name, field, guided: guide !== null },
      named: new Set(foldedWords(`${name} ${guide?.title ?? ''}`)),
      said: new Set(says.split(' ')),
    })),
    ...pack.names.map(([code, name, field]) => ({
      ...{ code, name, field, guided: false },
      named: new Set(foldedWords(name)),
      said: new Set<string>(),
    })),
  ]
  const count = new Map<string, number>()
  for (const { named, said } of lines)
    for (const word of new Set([...named, ...said])) count.set(word, (count.get(word) ?? 0) + 1)
  const rarity = new Map([...count].map(([word, times]) => [word, Math.log(1 + lines.length / times)]))
  const made = { lines, rarity }
  known.set(pack, made)
  return made
}

/** Lower case without marks, as the server folds: `Đẻ con` → `de`, `con`. */
export const foldedWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? []
