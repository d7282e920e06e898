import type { Survey, SurveyItem } from '../../content/schema-survey.ts'
import type { Answers, Mark } from '../schema.ts'

/** The most items that a page shows. */
export const PAGE_ITEMS = 5
/** Fewer seconds an item than this is faster than reading. */
const SECONDS_PER_ITEM = 1.2
/** From so many scored items on, the same answer everywhere is a pattern. */
const STRAIGHT_ITEMS = 6

/** From so many answers to one survey in one minute on, those that come are a pattern. */
export const BURST = 10

/** What is wrong with an answer, in the citizen's words; `item` names the question. */
export type Fault = { item: string; message: string }

/** The options of an item: its own, or the survey's scale. */
export function optionsOf(survey: Survey, item: SurveyItem) {
  return item.type === 'text' ? [] : (item.options ?? survey.scale ?? [])
}

/** The items that are asked, given the answers so far (skip logic). */
export function asked(survey: Survey, answers: Answers): SurveyItem[] {
  const open = new Map<string, string>()
  return survey.items.filter((item) => {
    const wanted = Object.entries(item.when ?? {}).every(([other, values]) => values.includes(open.get(other) ?? ''))
    const given = answers[item.id]
    if (wanted && given !== undefined) open.set(item.id, given)
    return wanted
  })
}

/**
 * Checks answers against their survey. Answers to items that are not asked are left out (the person went back and changed an earlier one);
 * unknown items, unknown options and missing required ones are faults.
 */
export function readAnswers(survey: Survey, given: Answers): { answers: Answers; faults: Fault[] } {
  const known = new Set(survey.items.map(({ id }) => id))
  const faults: Fault[] = Object.keys(given)
    .filter((id) => !known.has(id))
    .map((item) => ({ item, message: `phiếu này không có câu ${item.slice(0, 40)}` }))
  const answers: Answers = {}
  for (const item of asked(survey, given)) {
    const value = (given[item.id] ?? '').trim()
    if (value === '') {
      if (item.required) faults.push({ item: item.id, message: `còn thiếu câu “${item.ask}”` })
      continue
    }
    if (item.type === 'choice' && !optionsOf(survey, item).some(({ id }) => id === value))
      faults.push({ item: item.id, message: `câu “${item.ask}” không có lựa chọn này` })
    else answers[item.id] = value
  }
  return { answers, faults }
}

/** Pages of at most five items, as they are asked from top to bottom. */
export function pagesOf(survey: Survey): SurveyItem[][] {
  return Array.from({ length: Math.ceil(survey.items.length / PAGE_ITEMS) }, (_, page) =>
    survey.items.slice(page * PAGE_ITEMS, (page + 1) * PAGE_ITEMS),
  )
}

/** The score of an answer and the highest one it could have had; null when the item is not scored, or the answer counts for nothing. */
export function scoreOf(survey: Survey, item: SurveyItem, answer: string | undefined) {
  const options = optionsOf(survey, item)
  const score = options.find(({ id }) => id === answer)?.score
  if (score === undefined || score === null) return null
  const scores = options.flatMap((option) => (typeof option.score === 'number' ? [option.score] : []))
  return { score, least: Math.min(...scores), most: Math.max(...scores) }
}

/** Mean share of the way from the lowest to the highest score, 0..1; and whether the person counts as satisfied. */
export function judged(survey: Survey, answers: Answers): { score: number | null; satisfied: boolean | null } {
  const scores = survey.items.flatMap((item) => scoreOf(survey, item, answers[item.id]) ?? [])
  const share = scores.map(({ score, least, most }) => (most === least ? 1 : (score - least) / (most - least)))
  const score = share.length === 0 ? null : share.reduce((a, b) => a + b, 0) / share.length
  if (survey.satisfied) {
    const answer = answers[survey.satisfied.item]
    return { score, satisfied: answer === undefined ? null : survey.satisfied.options.includes(answer) }
  }
  const mean = scores.length === 0 ? null : scores.reduce((sum, one) => sum + one.score, 0) / scores.length
  return { score, satisfied: mean === null ? null : mean >= (survey.satisfiedScore ?? Number.POSITIVE_INFINITY) }
}

/** Patterns of one response that ask for a second look. They never remove an answer. */
export function marksOf(
  survey: Survey,
  answers: Answers,
  {
    seconds,
    earlierOfDevice,
    earlierInMinute = 0,
    working,
    door,
  }: { seconds: number | null; earlierOfDevice: number; earlierInMinute?: number; working: boolean; door: string },
): Mark[] {
  const scored = survey.items.filter((item) => scoreOf(survey, item, answers[item.id]) !== null)
  const same = new Set(scored.map((item) => answers[item.id])).size === 1
  const count = Object.keys(answers).length
  const marks: Mark[] = []
  if (scored.length >= STRAIGHT_ITEMS && same) marks.push('straight')
  if (count >= 3 && seconds !== null && seconds < count * SECONDS_PER_ITEM) marks.push('hasty')
  if (earlierInMinute >= BURST) marks.push('burst')
  // a tablet at the counter is one device by its nature
  if (earlierOfDevice >= 3 && door !== 'kiosk') marks.push('same-device')
  if (!working && ['counter', 'kiosk', 'phone'].includes(door)) marks.push('after-hours')
  return marks
}

/** What a mark is called where figures are shown. */
export const MARK_LABELS: Record<Mark, string> = {
  straight: 'Mọi câu cùng một mức',
  hasty: 'Trả lời nhanh hơn đọc',
  burst: 'Nhiều phiếu dồn vào một phút',
  'same-device': 'Nhiều phiếu từ một thiết bị trong ngày',
  'after-hours': 'Phiếu tại quầy, qua điện thoại ngoài giờ làm việc',
}
