import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { answer, type Given, replay } from '../../bot/conversation/replay.ts'
import { caseFlow } from '../../bot/flows/case/flow.ts'
import { caseOf } from '../../miniapp/src/case.ts'
import { frontMatter } from '../../server/content/read.ts'
import { Guide } from '../../server/content/schema.ts'

const FOLDER = join(import.meta.dirname, '../../content/guides')
const guides = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map((name) => Guide.parse(frontMatter(readFileSync(join(FOLDER, name), 'utf8'))))

test('every guide: chat and mini-app ask the same, stop at the same and end with the same, whatever is answered', () => {
  for (const guide of guides) {
    const flow = caseFlow(guide)
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (dice) => {
        let log: Given[] = []
        for (;;) {
          const at = replay(flow, log)
          const mine = caseOf(guide, Object.fromEntries(log.map(({ step, value }) => [step, value])))
          expect(mine.stop?.id ?? mine.next?.id ?? null, guide.code).toBe(at.question?.id ?? null)
          if (!at.question) {
            expect({ papers: mine.papers, outcomes: mine.outcomes }, guide.code).toEqual(at.result)
            return
          }
          const { id, options } = at.question
          log = answer(log, id, options[(dice.next().value ?? 0) % options.length]?.id ?? '')
        }
      }),
      { numRuns: 20 },
    )
  }
})
