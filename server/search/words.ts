import type { Vocabulary } from '../content/schema.ts'
import { fold } from '../kernel/text.ts'
import { repair } from './syllable.ts'

/** A word as read: its standard spelling with marks (when it was typed with marks or came from the vocabulary) and its folded form. */
export type Word = { marked: string | null; folded: string }

/** Turns what a citizen typed into standard words. */
export type Reader = (text: string) => Word[]

/** What the vocabulary holds, ready for longest match. */
export type Lexicon = {
  entries: Map<string, string>
  longest: number
  known: Set<string>
  /** Folded word or phrase → the kinds of thing it names. */
  classes: Map<string, string[]>
}

/** Compiles the vocabulary; `texts` are our own texts, whose syllables count as known when words are split. */
export function compileLexicon(vocabulary: Vocabulary, known: Iterable<string>): Lexicon {
  const entries = new Map<string, string>()
  let longest = 1
  for (const table of [vocabulary.synonyms, vocabulary.dialect, vocabulary.abbreviations]) {
    for (const [typed, standard] of Object.entries(table)) {
      const key = rawWords(typed)
      entries.set(key.join(' '), standard)
      longest = Math.max(longest, key.length)
    }
  }
  const classes = new Map<string, string[]>()
  for (const [name, members] of Object.entries(vocabulary.classes)) {
    for (const member of members) {
      const key = rawWords(member).map(fold).join(' ')
      classes.set(key, [...(classes.get(key) ?? []), name])
    }
  }
  return { entries, longest, known: new Set(known), classes }
}

/** Makes the reader that index and query share. */
export function createReader({ entries, longest, known }: Lexicon): Reader {
  const isKnown = (folded: string) => known.has(folded)
  return function read(text) {
    const raw = rawWords(text)
    const words: Word[] = []
    for (let at = 0; at < raw.length; ) {
      const taken = longestEntry(raw, at)
      if (taken) {
        for (const word of rawWords(taken.standard)) words.push(toWord(word))
        at += taken.length
      } else {
        words.push(...readWord(raw[at] ?? ''))
        at++
      }
    }
    return words
  }

  function longestEntry(raw: string[], at: number) {
    for (let length = Math.min(longest, raw.length - at); length > 0; length--) {
      const standard = entries.get(raw.slice(at, at + length).join(' '))
      if (standard !== undefined) return { standard, length }
    }
    return null
  }

  function readWord(word: string): Word[] {
    const folded = fold(word)
    const repaired = repair(folded, isKnown)
    if (repaired.length === 1 && repaired[0] === folded) return [toWord(word)]
    return repaired.flatMap((part) => {
      const standard = entries.get(part)
      return standard === undefined ? [{ marked: null, folded: part }] : rawWords(standard).map(toWord)
    })
  }
}

/** Kinds of things and of ages that a text names, for the model. */
export function classesOf(words: Word[], { classes }: Lexicon): Set<string> {
  const found = new Set<string>()
  const folded = words.map((word) => word.folded)
  for (let at = 0; at < folded.length; at++) {
    for (let length = 1; length <= 5; length++) {
      for (const name of classes.get(folded.slice(at, at + length).join(' ')) ?? []) found.add(name)
    }
    const age = /^t(uoi)?$/.test(folded[at + 1] ?? '')
      ? Number(folded[at])
      : Number(/^(\d{1,3})t$/.exec(folded[at] ?? '')?.[1])
    if (age > 0 && age < 130) found.add(`tuoi-${ageBand(age)}`)
  }
  return found
}

/** Ages at which the law changes what one may ask for. */
function ageBand(age: number): number {
  return [0, 6, 14, 16, 18, 60, 75, 80].findLast((from) => age >= from) ?? 0
}

/** Lower-case words as typed, marks kept, composed. */
export function rawWords(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
}

function toWord(word: string): Word {
  const folded = fold(word)
  return { marked: word === folded ? null : tidyTone(word), folded }
}

/** One spelling for the two placements of a tone mark: `hoà` = `hòa`, `thuý` = `thúy`. */
function tidyTone(word: string): string {
  return word.replace(/(o|u)([àáảãạ]|[èéẻẽẹ]|[ỳýỷỹỵ])$/u, (_, glide: string, vowel: string) => {
    const [base = '', mark = ''] = vowel.normalize('NFD')
    return (glide + mark).normalize('NFC') + base
  })
}
