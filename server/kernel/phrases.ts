import { fold } from './text.ts'

/**
 * Phrases that editors write in `content/intents.yaml` and `content/triage.yaml`, matched at word borders against what people type.
 * A syllable typed with marks must agree with the phrase; typed without marks it agrees with any: *chay nha* meets *cháy nhà*,
 * *chạy nhà* does not. `a/b` = either syllable. `…` = up to four syllables between.
 */
export type Phrase = { source: string; parts: Part[] }
type Part = { gap: true } | { gap: false; any: Syllable[] }
/** `sure`: typed in a text with marks, or wanted as written, so that no marks means none. */
export type Syllable = { exact: string; bare: string; sure?: boolean }

const GAP = 4

/** Reads a phrase as it stands in the file. */
export function phrase(source: string): Phrase {
  const parts = source
    .trim()
    .split(/\s+/)
    .map((word): Part => (word === '…' ? { gap: true } : { gap: false, any: word.split('/').flatMap(words) }))
  return { source, parts }
}

/** Syllables of a text, each with its marks in one canonical order (*hoà* = *hòa*) and without. */
export function words(text: string): Syllable[] {
  return (text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => ({
    exact: marked(word),
    bare: fold(word),
  }))
}

/** Where the phrase occurs: first and one past the last syllable; null when it does not. */
export function find({ parts }: Phrase, text: Syllable[], from = 0): [number, number] | null {
  const said = bareOf(text)
  if (!parts.every((part) => part.gap || part.any.some(({ bare }) => said.has(bare)))) return null
  for (let start = from; start < text.length; start++) {
    const end = endOf(parts, 0, text, start)
    if (end !== null) return [start, end]
  }
  return null
}

/** The syllables of a text without marks, made once a text: most phrases are ruled out by them alone. */
const bares = new WeakMap<Syllable[], Set<string>>()
function bareOf(text: Syllable[]): Set<string> {
  const known = bares.get(text)
  if (known) return known
  const made = new Set(text.map(({ bare }) => bare))
  bares.set(text, made)
  return made
}

/** Whether the phrase is the whole text. */
export function isWhole({ parts }: Phrase, text: Syllable[]): boolean {
  return endOf(parts, 0, text, 0) === text.length
}

function endOf(parts: Part[], at: number, text: Syllable[], pos: number): number | null {
  const part = parts[at]
  if (!part) return pos
  if (!part.gap) {
    const syllable = text[pos]
    return syllable && part.any.some((one) => agrees(one, syllable)) ? endOf(parts, at + 1, text, pos + 1) : null
  }
  for (let skip = 0; skip <= GAP; skip++) {
    const end = endOf(parts, at + 1, text, pos + skip)
    if (end !== null) return end
  }
  return null
}

function agrees(wanted: Syllable, typed: Syllable): boolean {
  return (
    typed.exact === wanted.exact ||
    (!typed.sure && !wanted.sure && typed.exact === typed.bare && typed.bare === wanted.bare)
  )
}

/** Tone marks go to the end of the syllable, so that old and new placement are one. */
function marked(word: string): string {
  const nfd = word.toLowerCase().normalize('NFD')
  const tones = nfd.match(/[\u0300\u0301\u0303\u0309\u0323]/g) ?? []
  return nfd.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC') + tones.join('')
}
