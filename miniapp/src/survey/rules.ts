import type { SurveyView } from './api.ts'

export type Item = SurveyView['pages'][number][number]
/** Answers by question: an option's id, or free text. */
export type Given = Record<string, string>

/**
 * The questions that are asked, given the answers so far. An answer to one that is no longer asked is kept but does not count, so
 * that changing one's mind and back loses nothing. The server has the same rules (`server/surveys/rules/answers.ts`); a test holds
 * both to one meaning.
 */
export function askedOf(items: readonly Item[], given: Given): Item[] {
  const counted: Given = {}
  return items.filter((item) => {
    const wanted = Object.entries(item.when ?? {}).every(([other, values]) => values.includes(counted[other] ?? ''))
    const answer = given[item.id]
    if (wanted && answer !== undefined) counted[item.id] = answer
    return wanted
  })
}

/** The pages that hold a question to ask, by their number in the survey (from 0). */
export function pagesToAsk({ pages }: Pick<SurveyView, 'pages'>, given: Given): number[] {
  const asked = new Set(askedOf(pages.flat(), given).map(({ id }) => id))
  return pages.flatMap((items, page) => (items.some(({ id }) => asked.has(id)) ? [page] : []))
}

/** The questions of a page that are asked. */
export function itemsOn({ pages }: Pick<SurveyView, 'pages'>, page: number, given: Given): Item[] {
  const asked = new Set(askedOf(pages.flat(), given).map(({ id }) => id))
  return (pages[page] ?? []).filter(({ id }) => asked.has(id))
}

/** Of these questions, those that still need an answer. */
export function missingOf(items: readonly Item[], given: Given): Item[] {
  return items.filter(({ id, required }) => required && (given[id] ?? '').trim() === '')
}

/** What is sent: the answers to what is asked, nothing empty. */
export function answersOf({ pages }: Pick<SurveyView, 'pages'>, given: Given): Given {
  return Object.fromEntries(
    askedOf(pages.flat(), given).flatMap(({ id }) => {
      const answer = (given[id] ?? '').trim()
      return answer === '' ? [] : [[id, answer]]
    }),
  )
}

/** Of answers given to another version, those that this one knows. */
export function stillFitting({ pages }: Pick<SurveyView, 'pages'>, given: Given): Given {
  return Object.fromEntries(
    pages.flat().flatMap(({ id, type, options }) => {
      const answer = given[id]
      if (answer === undefined) return []
      return type === 'text' || options.some((option) => option.id === answer) ? [[id, answer]] : []
    }),
  )
}
