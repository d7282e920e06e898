import type { Survey } from '../../content/schema-survey.ts'
import type { Mark, Response, SurveyFigures } from '../schema.ts'
import { MARK_LABELS, optionsOf, scoreOf } from './answers.ts'
import { mean, share, slovin } from './shares.ts'

const MARKS: readonly Mark[] = ['straight', 'hasty', 'burst', 'same-device', 'after-hours']

/** From this share of the way from the lowest to the highest score on somebody is counted as *mức cao*. */
const HIGH = 0.75

/** How many answers are wanted, by which rule. */
export type SampleRule = { rule: 'slovin' | 'none'; error: number; source: string }

/**
 * Figures of a survey over its responses. Suspicious answers stay in; what they change is shown beside. `eligible`: how many could have
 * answered (null unknown); `minimum`: no percentage of fewer answers.
 */
export function surveyFigures(
  survey: Survey,
  responses: readonly Response[],
  { eligible, minimum, sampleSize }: { eligible: number | null; minimum: number; sampleSize: SampleRule },
): SurveyFigures {
  const n = responses.length
  const judged = responses.filter(({ satisfied }) => satisfied !== null)
  const clean = judged.filter(({ marks }) => marks.length === 0)
  const satisfiedOf = (some: readonly Response[]) =>
    share(some.filter(({ satisfied }) => satisfied).length, some.length, minimum)
  const doors = [...new Set(responses.map(({ door }) => door))].sort()
  return {
    survey: survey.id,
    title: survey.title,
    versions: [...new Set(responses.map(({ version }) => version))].sort((a, b) => a - b),
    draft: survey.draft,
    n,
    eligible,
    // answers that nobody was invited to can outnumber the invited
    responseRate: eligible === null || n > eligible ? null : share(n, eligible, minimum),
    satisfied: satisfiedOf(judged),
    satisfiedUnmarked: satisfiedOf(clean),
    marks: MARKS.map((mark) => ({
      mark,
      label: MARK_LABELS[mark],
      n: responses.filter(({ marks }) => marks.includes(mark)).length,
    })),
    assisted: share(
      responses.filter(({ assisted, door }) => assisted || door === 'phone' || door === 'helper').length,
      n,
      minimum,
    ),
    byDoor: doors.map((door) => ({ door, n: responses.filter((one) => one.door === door).length })),
    items: survey.items
      .filter(({ type }) => type === 'choice')
      .map((item) => {
        const given = responses.flatMap(({ answers }) => answers[item.id] ?? [])
        const scores = given.flatMap((answer) => scoreOf(survey, item, answer)?.score ?? [])
        return {
          id: item.id,
          ask: item.ask,
          n: given.length,
          mean: mean(scores),
          options: optionsOf(survey, item).map(({ id, label }) => ({
            id,
            label,
            n: given.filter((answer) => answer === id).length,
            share: share(given.filter((answer) => answer === id).length, given.length, minimum),
          })),
        }
      }),
    factors: survey.factors.map(({ id, name }) => {
      const items = survey.items.filter(({ factor }) => factor === id)
      // people are counted, not their answers: several answers of one person tell less than those of several people
      const people = responses.flatMap(({ answers }) => {
        const scores = items.flatMap((item) => scoreOf(survey, item, answers[item.id]) ?? [])
        return scores.length > 0 ? [scores] : []
      })
      const high = people.filter((scores) => (average(scores.map(wayUp)) ?? 0) >= HIGH).length
      return {
        id,
        name,
        n: people.length,
        mean: mean(people.flatMap((scores) => average(scores.map(({ score }) => score)) ?? [])),
        share: share(high, people.length, minimum),
      }
    }),
    sample:
      eligible === null || sampleSize.rule === 'none'
        ? null
        : { rule: nameOf(sampleSize), wanted: slovin(eligible, sampleSize.error), have: n },
  }
}

function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length
}

function wayUp({ score, least, most }: { score: number; least: number; most: number }): number {
  return most === least ? 1 : (score - least) / (most - least)
}

function nameOf({ error, source }: SampleRule): string {
  return `Slovin, sai số ${(error * 100).toLocaleString('vi-VN')}% (${source})`
}

/** Free text that people left, without what could identify anybody; the newest last. */
export function texts(survey: Survey, responses: readonly Response[], hide: (text: string) => string) {
  const items = survey.items.filter(({ type }) => type === 'text')
  return responses.flatMap(({ day, answers }) =>
    items.flatMap(({ id, ask }) => {
      const text = answers[id]
      return text === undefined ? [] : [{ day, ask, text: hide(text) }]
    }),
  )
}
