import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { choose } from '../../bot/conversation/choices.ts'
import { answer, type Given, replay } from '../../bot/conversation/replay.ts'
import { caseFlow, GO_ON, stopsOf } from '../../bot/flows/case/flow.ts'
import { frontMatter } from '../../server/content/read.ts'
import { Guide } from '../../server/content/schema.ts'

const FOLDER = join(import.meta.dirname, '../../content/guides')
const guides = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map((name) => Guide.parse(frontMatter(readFileSync(join(FOLDER, name), 'utf8'))))

test('every guide: whatever is answered, the questions end, and buttons of different answers differ', () => {
  for (const guide of guides) {
    const flow = caseFlow(guide)
    const ids = guide.questions.flatMap((question) =>
      question.options.map((option) => choose.answer(guide.code, question.id, option.id)),
    )
    ids.push(...new Set(stopsOf(guide).map(({ id }) => choose.answer(guide.code, id, GO_ON))))
    expect(new Set(ids).size, guide.code).toBe(ids.length)
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (dice) => {
        let log: Given[] = []
        for (let turn = 0; turn <= guide.questions.length + stopsOf(guide).length; turn++) {
          const { question } = replay(flow, log)
          if (!question) return true
          const option = question.options[(dice.next().value ?? 0) % question.options.length]
          log = answer(log, question.id, option?.id ?? '')
        }
        return false
      }),
      { numRuns: 20 },
    )
  }
})
