import { clean, syllables } from '../../kernel/text.ts'
import type { Guide } from '../schema.ts'
import type { Book } from './book.ts'
import { known } from './codes.ts'
import type { Exceptions } from './exceptions.ts'
import { type Fault, type Tell, teller } from './fault.ts'
import type { Files } from './files.ts'
import { phrasesOf } from './texts.ts'

/** Ways of speaking (giọng): ordinary, keywords, chat, dialect, a need told as a story. */
export const REGISTERS = ['plain', 'short', 'chat', 'dialect', 'story']
const LEAST_OF_GUIDE = 25
const LEAST_REGISTERS = 4
/** What a procedure without a guide should have, and the least of which anything can be learned. */
export const ENOUGH = 8
const LEAST = 5

/** A guide's own phrasings: enough of them, in enough registers. */
export function checkGuidePhrasings(guide: Guide, tell: Tell): void {
  for (const register of Object.keys(guide.phrasings))
    if (!REGISTERS.includes(register))
      tell.error('phrasings', `giọng ${register} không có; chỉ dùng: ${REGISTERS.join(', ')}`)
  const used = REGISTERS.filter((register) => (guide.phrasings[register] ?? []).length > 0)
  const count = phrasesOf(guide).length
  if (count < LEAST_OF_GUIDE) tell.error('phrasings', `mới có ${count} cách hỏi, cần ít nhất ${LEAST_OF_GUIDE}`)
  if (used.length < LEAST_REGISTERS)
    tell.error('phrasings', `mới có ${used.length} giọng (${used.join(', ')}), cần ít nhất ${LEAST_REGISTERS}`)
}

/** Procedures without a guide: their code exists and they have enough phrasings, all files taken together. */
export function checkPhrasingFiles(files: Files, book: Book, faults: Fault[]): void {
  const counts = phrasingCounts(files)
  const told = new Set<string>()
  for (const { file, value } of files.phrasings) {
    const tell = teller(faults, 'phrasings', file)
    const fresh = Object.keys(value).filter((code) => !told.has(code))
    for (const code of fresh) {
      told.add(code)
      known(code, code, book, tell)
      const count = counts.get(code) ?? 0
      if (count < LEAST) tell.error(code, `mới có ${count} cách hỏi, cần ít nhất ${ENOUGH}`)
    }
    const few = fresh.filter((code) => between(counts.get(code) ?? 0, LEAST, ENOUGH))
    if (few.length > 0) tell.warning('(tệp)', `${few.length} thủ tục có dưới ${ENOUGH} cách hỏi: ${some(few)}`)
    const lost = fresh.filter((code) => book.exists(code) && !book.answered(code))
    if (lost.length > 0) tell.warning('(tệp)', `chưa có bản ghi nên cách hỏi chưa dùng được: ${some(lost)}`)
  }
}

function between(count: number, least: number, below: number): boolean {
  return count >= least && count < below
}

function some(codes: string[]): string {
  return codes.slice(0, 5).join(', ') + (codes.length > 5 ? ', …' : '')
}

/** How many phrasings each procedure has, from its guide and every phrasings file. */
export function phrasingCounts({ guides, phrasings }: Pick<Files, 'guides' | 'phrasings'>): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (code: string, more: number) => counts.set(code, (counts.get(code) ?? 0) + more)
  for (const { value } of guides) add(value.code, phrasesOf(value).length)
  for (const { value } of phrasings) for (const [code, texts] of Object.entries(value)) add(code, texts.length)
  return counts
}

type Placed = { file: string; where: string; target: string; text: string }

/**
 * Nobody can tell what is meant by a sentence that stands for two things: an error, unless `content/check.yaml` says that
 * it truly asks for both. The same sentence twice for one thing only counts double in training: a warning. With and without accents it is two sentences.
 */
export function checkUnique(files: Files, faults: Fault[]): void {
  unique(everyPhrase(files), files.exceptions, faults)
  unique(everyQuestion(files), files.exceptions, faults)
}

function unique(phrases: Placed[], exceptions: Exceptions, faults: Fault[]): void {
  const seen = new Map<string, Placed>()
  for (const placed of phrases) {
    const key = syllables(placed.text).join(' ')
    const first = seen.get(key)
    if (!first) {
      seen.set(key, placed)
      continue
    }
    const tell = teller(faults, 'unique', placed.file)
    if (first.target === placed.target) {
      if (plain(first.text) === plain(placed.text)) tell.warning(placed.where, `«${placed.text}» đã có ở ${first.file}`)
    } else if (!isShared(exceptions, key, [first.target, placed.target]))
      tell.error(placed.where, `«${placed.text}» đã dùng cho ${first.target} (${first.file})`)
  }
}

function plain(text: string): string {
  return clean(text).toLowerCase()
}

function isShared({ shared }: Exceptions, key: string, targets: string[]): boolean {
  return shared.some(({ text, of }) => syllables(text).join(' ') === key && targets.every((one) => of.includes(one)))
}

function place(file: string, where: string, target: string, texts: string[]): Placed[] {
  return texts.map((text) => ({ file, where, target, text }))
}

/** What is asked of a procedure: a text may name a procedure and ask for a part of it, but not for two parts. */
function everyQuestion({ sayings }: Files): Placed[] {
  return sayings.flatMap(({ file, value }) =>
    Object.entries(value.facets).flatMap(([facet, texts]) => place(file, facet, facet, texts)),
  )
}

function everyPhrase(files: Files): Placed[] {
  return [
    ...files.guides.flatMap(({ file, value }) => place(file, 'phrasings', value.code, phrasesOf(value))),
    ...files.topics.flatMap(({ file, value }) => place(file, 'phrasings', value.slug, phrasesOf(value))),
    ...files.elsewhere.flatMap(({ id, phrasings }) => place('elsewhere.yaml', id, id, phrasings)),
    ...files.phrasings.flatMap(({ file, value }) =>
      Object.entries(value).flatMap(([code, texts]) => place(file, code, code, texts)),
    ),
    ...files.sayings.flatMap(({ file, value }) =>
      Object.entries(value.intents).flatMap(([key, texts]) => place(file, key, key.split('/')[0] ?? key, texts)),
    ),
  ]
}
