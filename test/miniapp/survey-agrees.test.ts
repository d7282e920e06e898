import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersOf, askedOf, itemsOn, missingOf, pagesToAsk, stillFitting } from '../../miniapp/src/survey/rules.ts'
import { readContent } from '../../server/content/read.ts'
import { Survey } from '../../server/content/schema-survey.ts'
import { asked, pagesOf, readAnswers } from '../../server/surveys/rules/answers.ts'
import type { SurveyView } from '../../server/surveys/schema.ts'
import { openSurveys } from '../surveys/support.ts'

const { surveys } = readContent(join(import.meta.dirname, '../../content'))
const OPTIONS = ['a', 'b', 'c']

/** Surveys with conditions on what comes before, also on what is itself conditional. */
const anySurvey = fc
  .array(
    fc.record({ text: fc.boolean(), required: fc.boolean(), on: fc.nat(), value: fc.nat(2), free: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((parts) => {
    const items = parts.map(({ text, required, on, value, free }, at) => {
      const earlier = parts.slice(0, at).flatMap((part, place) => (part.text ? [] : [`i${place}`]))
      const other = earlier[on % Math.max(1, earlier.length)]
      return {
        id: `i${at}`,
        ask: `Câu ${at}`,
        type: text ? ('text' as const) : ('choice' as const),
        required,
        ...(free || !other ? {} : { when: { [other]: [OPTIONS[value] ?? 'a'] } }),
      }
    })
    const scale = OPTIONS.map((id, score) => ({ id, label: id.toUpperCase(), score }))
    const rest = {
      id: 'thu',
      version: 1,
      title: 't',
      intro: 'i',
      thanks: 'c',
      kind: 'factors',
      draft: false,
      enabled: true,
    }
    const source = { title: 's', verified: false }
    return Survey.parse({ ...rest, oncePer: 'none', source, scale, factors: [], items, satisfiedScore: 2 })
  })

const pagesFor = (survey: Survey): Pick<SurveyView, 'pages'> => ({
  pages: pagesOf(survey).map((items) =>
    items.map(({ id, ask, type, required, when }) => ({
      id,
      ask,
      type,
      required,
      options: type === 'text' ? [] : OPTIONS.map((option) => ({ id: option, label: option })),
      ...(when ? { when } : {}),
    })),
  ),
})
const someAnswers = fc.dictionary(
  fc.nat(13).map((at) => `i${at}`),
  fc.constantFrom('a', 'b', 'c', ''),
)

describe('the mini-app and the server mean the same', () => {
  test('by what is asked, what is missing and what is sent, whatever was answered', () => {
    fc.assert(
      fc.property(anySurvey, someAnswers, (survey, dice) => {
        const known = new Set(survey.items.map(({ id }) => id))
        const given = Object.fromEntries(Object.entries(dice).filter(([id]) => known.has(id)))
        const view = pagesFor(survey)
        const mine = askedOf(view.pages.flat(), given)
        expect(mine.map(({ id }) => id)).toEqual(asked(survey, given).map(({ id }) => id))
        const { answers, faults } = readAnswers(survey, given)
        expect(missingOf(mine, given).map(({ id }) => id)).toEqual(faults.map(({ item }) => item))
        expect(answersOf(view, given)).toEqual(answers)
        // the server takes what is sent as it is
        expect(readAnswers(survey, answersOf(view, given)).answers).toEqual(answers)
      }),
    )
  })

  test('every survey of content, page by page with whatever is pressed, ends in answers that the server takes', async () => {
    const { surveys: rooms } = await openSurveys()
    for (const survey of surveys.filter(({ enabled }) => enabled)) {
      const view = rooms.view(survey.id)
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat()), (dice) => {
          const given: Record<string, string> = {}
          let page = 0
          for (let at = 0; at !== -1; at = pagesToAsk(view, given).indexOf(page)) {
            page = pagesToAsk(view, given)[at] ?? 0
            expect(itemsOn(view, page, given).length).toBeLessThanOrEqual(5)
            for (let open = missingOf(itemsOn(view, page, given), given); open.length > 0; ) {
              for (const { id, options } of open)
                given[id] = options[(dice.next().value ?? 0) % Math.max(1, options.length)]?.id ?? 'lời'
              open = missingOf(itemsOn(view, page, given), given)
            }
            const next = pagesToAsk(view, given)
            page = next[next.indexOf(page) + 1] ?? -1
          }
          expect(readAnswers(survey, answersOf(view, given)).faults).toEqual([])
        }),
        { numRuns: 20 },
      )
    }
  })
})

test('of answers to another version those stay that still fit', () => {
  const view = pagesFor(
    Survey.parse({
      id: 'thu',
      version: 2,
      title: 't',
      intro: 'i',
      thanks: 'c',
      kind: 'factors',
      draft: false,
      enabled: true,
      oncePer: 'none',
      source: { title: 's', verified: false },
      scale: OPTIONS.map((id) => ({ id, label: id })),
      factors: [],
      items: [
        { id: 'x', ask: 'x' },
        { id: 'loi', ask: 'l', type: 'text' },
      ],
      satisfiedScore: 1,
    }),
  )
  expect(stillFitting(view, { x: 'd', loi: 'vẫn còn', gone: 'a' })).toEqual({ loi: 'vẫn còn' })
  expect(stillFitting(view, { x: 'b' })).toEqual({ x: 'b' })
})
