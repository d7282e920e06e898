import { fold, syllables } from '../../server/kernel/text.ts'
import { actionOf, choose } from './choices.ts'
import { type Words, withoutFillers } from './rules/index.ts'
import { find, isWhole, type Phrase, words } from './rules/phrases.ts'
import type { Choice } from './types.ts'

/** The choice a text names without doubt: its number when they were just `listed`, its place ("cái thứ hai") or its label. */
export function pickExact(text: string, offered: Choice[], all: Words, listed = true): Choice | null {
  const number = /^\D{0,2}(\d{1,2})\D{0,2}$/.exec(text.trim())?.[1]
  // beyond the list a number may be what a choice says: *15*
  if (number) return listed ? (offered[Number(number) - 1] ?? ofLabel(text, offered)) : null
  const said = words(text)
  const place = all.ordinals.findIndex((phrases) => phrases.some((phrase) => isNearlyWhole(phrase, said, all)))
  const list = isCard(offered) ? [] : offered
  if (place >= 0) return list[place] ?? null
  const says = (phrases: Phrase[]) => phrases.some((phrase) => isNearlyWhole(phrase, said, all))
  if (says(all.last)) return list.findLast(({ id }) => !isGlobal(id)) ?? list.at(-1) ?? null
  const other = offered.find(({ id }) => id === choose.global('other'))
  if (other && (says(all.noneOf) || all.no.some((phrase) => isWhole(phrase, said)))) return other
  return ofLabel(text, offered)
}

function ofLabel(text: string, offered: Choice[]): Choice | null {
  const bare = plain(text)
  return only(offered.filter(({ label }) => bare !== '' && plain(label) === bare))
}

/** Whether a text only points into a list: a place, the last, none of it. */
export function pointsIntoList(text: string, all: Words): boolean {
  const said = words(text)
  return [...all.ordinals.flat(), ...all.last].some((phrase) => isNearlyWhole(phrase, said, all))
}

/** The parts of one procedure under its card are no list that one counts in: *cái thứ tư* then means something else. */
function isCard(offered: Choice[]): boolean {
  const codes = offered.map(({ id }) => actionOf(id)).flatMap((action) => (action?.do === 'facet' ? [action.code] : []))
  return codes.length > new Set(codes).size
}

function isGlobal(id: string): boolean {
  return actionOf(id)?.do === 'global'
}

/** The answer a text gives to a flow's question: yes or no, or a label inside a sentence. Null when two would fit. */
export function pickLoosely(text: string, options: Choice[], all: Words): Choice | null {
  const said = words(text)
  const says = (phrases: Phrase[]) =>
    phrases.some((phrase) => isWhole(phrase, said) || isWhole(phrase, withoutPolite(said)))
  if (says(all.yes))
    return only(options.filter(({ label }) => /^(co|da|roi|dung|duoc)$/.test(syllables(label)[0] ?? '')))
  if (says(all.no)) return only(options.filter(({ label }) => /^(khong|chua)$/.test(syllables(label)[0] ?? '')))
  const bare = ` ${plain(text)} `
  const named = options.filter(({ label }) => syllables(label).length > 1 && bare.includes(` ${plain(label)} `))
  // *rất hài lòng* holds *hài lòng*: the longer one is meant
  const whole = named.find(({ label }) => named.every((one) => plain(label).includes(plain(one.label))))
  return whole ?? only(options.filter(({ label }) => syllables(text).length > 1 && ` ${plain(label)} `.includes(bare)))
}

/** The phrase is the whole text but for words that carry no need. */
export function isNearlyWhole(phrase: Phrase, said: ReturnType<typeof words>, all: Words): boolean {
  const span = find(phrase, said)
  if (!span) return false
  return withoutFillers(all, [...said.slice(0, span[0]), ...said.slice(span[1])]).length === 0
}

const POLITE = /^(da|a|oi|nhe|nha|em|anh|chi|chu|bac|ad|roi)$/
function withoutPolite(said: ReturnType<typeof words>): ReturnType<typeof words> {
  return said.filter(({ bare }, at) => (at === 0 ? bare !== 'da' || said.length === 1 : !POLITE.test(bare)))
}

function plain(text: string): string {
  return syllables(fold(text)).join(' ')
}

function only<T>(list: T[]): T | null {
  return list.length === 1 ? (list[0] ?? null) : null
}
