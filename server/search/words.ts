import type { Vocabulary } from '../content/schema.ts'
import { fold } from '../kernel/text.ts'
import { repair } from './syllable.ts'

/** A word as read: its standard spelling with marks (when it was typed with marks or came from the vocabulary) and its folded form. */
export type Word = { marked: string | null; folded: string }

/** Turns what a citizen typed into standard words. */
export type Reader = (text: string) => Word[]

/** What the vocabulary holds, ready for longest match. */
export type Lexicon = { entries: Map<string, string>; longest: number; known: Set<string> }

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
  return { entries, longest, known: new Set(known) }
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
