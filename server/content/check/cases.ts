import type { Guide } from '../schema.ts'
import type { Tell } from './fault.ts'

/** More ways through the questions than this and nobody can answer for all of them. */
export const MOST_PATHS = 5_000

type When = Record<string, string[]> | undefined
type Answers = ReadonlyMap<string, string>

/** The questions of "Trường hợp của tôi": ids, conditions, and that every way through them ends with something. */
export function checkCases(guide: Guide, tell: Tell): void {
  const before = tellIds(guide, tell)
  for (const [i, question] of guide.questions.entries())
    conditions(question.when, `questions.${question.id}.when`, guide, before.slice(0, i), tell)
  for (const paper of guide.papers) conditions(paper.when, `papers.${paper.id}.when`, guide, before, tell)
  for (const [i, { when }] of guide.outcomes.entries()) conditions(when, `outcomes[${i}].when`, guide, before, tell)
  if (guide.questions.length > 0) ends(guide, tell)
}

/** Every set of answers that a person can give, asked in order, each question only `when` it matters; null above the bound. */
export function allPaths({ questions }: Pick<Guide, 'questions'>): Answers[] | null {
  let paths: Answers[] = [new Map()]
  for (const { id, when, options } of questions) {
    paths = paths.flatMap((path) =>
      holds(when, path) ? options.map((option) => new Map([...path, [id, option.id]])) : [path],
    )
    if (paths.length > MOST_PATHS) return null
  }
  return paths
}

function holds(when: When, answers: Answers): boolean {
  return Object.entries(when ?? {}).every(([id, options]) => options.includes(answers.get(id) ?? ''))
}

function ends(guide: Guide, tell: Tell): void {
  const paths = allPaths(guide)
  if (!paths) {
    tell.error('questions', `có hơn ${MOST_PATHS} cách trả lời: bớt câu hỏi hoặc thêm điều kiện`)
    return
  }
  const parts = [...guide.papers, ...guide.outcomes]
  const empty = paths.find((path) => !parts.some(({ when }) => holds(when, path)))
  if (empty) {
    const answers = [...empty].map(([id, option]) => `${id}=${option}`).join(', ')
    tell.error('questions', `trả lời ${answers} thì không có giấy tờ nào, cũng không có lời nào`)
  }
  for (const question of guide.questions)
    if (!paths.some((path) => path.has(question.id)))
      tell.error(`questions.${question.id}`, 'không bao giờ được hỏi tới')
  const unreachable = <T extends { when?: When }>(list: T[], name: (one: T, i: number) => string) => {
    for (const [i, one] of list.entries())
      if (!paths.some((path) => holds(one.when, path))) tell.error(name(one, i), 'không câu trả lời nào dẫn tới đây')
  }
  unreachable(guide.papers, ({ id }) => `papers.${id}`)
  unreachable(guide.outcomes, (_, i) => `outcomes[${i}]`)
}

function conditions(when: When, where: string, guide: Guide, asked: string[], tell: Tell): void {
  for (const [id, options] of Object.entries(when ?? {})) {
    const question = guide.questions.find((one) => one.id === id)
    if (!question) tell.error(where, `không có câu hỏi nào mang id ${id}`)
    else if (!asked.includes(id)) tell.error(where, `câu hỏi ${id} đứng sau, phải đưa lên trước`)
    for (const option of options)
      if (question && !question.options.some((one) => one.id === option))
        tell.error(where, `câu hỏi ${id} không có lựa chọn ${option}`)
  }
}

function tellIds(guide: Guide, tell: Tell): string[] {
  const ids = guide.questions.map(({ id }) => id)
  twice(ids, 'questions', tell)
  for (const { id, options } of guide.questions) {
    twice(
      options.map((option) => option.id),
      `questions.${id}.options`,
      tell,
    )
  }
  twice(
    guide.papers.map(({ id }) => id),
    'papers',
    tell,
  )
  return ids
}

function twice(ids: string[], where: string, tell: Tell): void {
  for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i))) tell.error(where, `id ${id} bị trùng`)
}
