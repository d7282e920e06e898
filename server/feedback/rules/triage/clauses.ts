import { find, type Phrase, type Syllable, words } from '../../../kernel/phrases.ts'

/** A stretch of the text with its syllables; `from` and `to` are offsets in the text as typed. */
export type Clause = {
  from: number
  to: number
  /** Which sentence it belongs to, from 0. */
  sentence: number
  /** Begins another matter (*ngoài ra*, *việc thứ hai*, a new line). */
  turn: boolean
  said: Syllable[]
  /** For each syllable, the offsets of the typed word it comes from. */
  spans: Array<[number, number]>
}

export type Parting = { anywhere: Phrase[]; atStart: Phrase[]; joints: Phrase[] }

/** Short forms and dialect → standard words (`content/vocabulary.yaml`). */
export type Spellings = ReadonlyMap<string, Syllable[]>

/** From this share of marked words on, a word without marks is meant without. */
const MARKED = 0.55
const LONGEST = 3
/** `500k` is a number and its unit. */
const WORD = /\p{N}+|[\p{L}\p{M}]+/gu

/** Parts a text into clauses, content by content (NĐ 154/2026 Đ.14.4 asks for that): sentences, then commas and joining words. */
export function clausesOf(text: string, parting: Parting, spellings: Spellings): Clause[] {
  const marked = isMarked(text)
  const clauses: Clause[] = []
  let line = true
  let sentence = 0
  for (const piece of text.matchAll(/[^.!?;…\n]*(?:\.(?!\s|$)[^.!?;…\n]*)*[.!?;…\n]*/g)) {
    if (piece[0] === '') continue
    let at = piece.index
    for (const [part] of piece[0].matchAll(/[^,:]*(?:[,:](?!\s)[^,:]*)*[,:]?/g)) {
      if (part === '') continue
      const whole = syllablesOf(text, at, at + part.length, spellings, marked)
      for (const cut of cutsOf(whole, parting)) {
        const previous = clauses.at(-1)
        const turn = line || cut.turn || /^\s*(?:\d{1,2}[.)]|[-•*+])\s/.test(text.slice(cut.from, cut.to))
        // what holds no word hangs onto what stands before it
        if (cut.said.length === 0 && previous) previous.to = cut.to
        else clauses.push({ ...cut, sentence, turn: turn && clauses.length > 0 })
        if (cut.said.length > 0) line = false
      }
      at += part.length
    }
    if (piece[0].includes('\n')) line = true
    sentence++
  }
  return clauses
}

type Cut = Omit<Clause, 'sentence'>

/** Parts one stretch at its joining words. */
function cutsOf(whole: Cut, { anywhere, atStart, joints }: Parting): Cut[] {
  const places = new Map<number, boolean>()
  for (const phrase of joints) for (const at of placesOf(phrase, whole.said)) places.set(at, places.get(at) ?? false)
  for (const phrase of anywhere) for (const at of placesOf(phrase, whole.said)) places.set(at, true)
  const opens = atStart.some((phrase) => find(phrase, whole.said)?.[0] === 0)
  const starts = [...places.keys()].filter((at) => at > 0).sort((a, b) => a - b)
  return [0, ...starts].map((start, index) => {
    const next = starts[index]
    const from = index === 0 ? whole.from : (whole.spans[start]?.[0] ?? whole.from)
    const to = next === undefined ? whole.to : (whole.spans[next]?.[0] ?? whole.to)
    const turn = start === 0 ? opens || (places.get(0) ?? false) : (places.get(start) ?? false)
    return { from, to, turn, said: whole.said.slice(start, next), spans: whole.spans.slice(start, next) }
  })
}

function placesOf(phrase: Phrase, said: Syllable[]): number[] {
  const places: number[] = []
  for (let found = find(phrase, said); found; found = find(phrase, said, found[1])) places.push(found[0])
  return places
}

/** The standard words of a stretch, with where each was typed. */
function syllablesOf(text: string, from: number, to: number, spellings: Spellings, marked: boolean): Cut {
  const typed = [...text.slice(from, to).matchAll(WORD)].map((match): [number, number] => [
    from + match.index,
    from + match.index + match[0].length,
  ])
  const cut: Cut = { from, to, turn: false, said: [], spans: [] }
  for (let at = 0; at < typed.length; ) {
    const length = [3, 2, 1].find((count) => count <= LONGEST && spellings.has(textOf(text, typed, at, count))) ?? 1
    const span: [number, number] = [typed[at]?.[0] ?? from, typed[at + length - 1]?.[1] ?? to]
    // the unit of a number is no short form: *500k* is not *500 không*
    const unit = at > 0 && typed[at - 1]?.[1] === span[0]
    const standard = unit ? undefined : spellings.get(textOf(text, typed, at, length))
    const own = standard ?? words(text.slice(...span)).map((one) => (marked ? { ...one, sure: true } : one))
    for (const syllable of own) {
      cut.said.push(syllable)
      cut.spans.push(span)
    }
    at += length
  }
  return cut
}

function textOf(text: string, typed: Array<[number, number]>, at: number, count: number): string {
  return typed
    .slice(at, at + count)
    .map(([from, to]) => text.slice(from, to).normalize('NFC').toLowerCase())
    .join(' ')
}

/** Whether a text is typed with marks throughout. */
export function isMarked(text: string): boolean {
  const all = words(text).filter(({ bare }) => /^[a-z]{2,}$/.test(bare))
  return all.length > 0 && all.filter(({ exact, bare }) => exact !== bare).length / all.length >= MARKED
}
