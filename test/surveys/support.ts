import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readContent } from '../../server/content/read.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { createSurveys } from '../../server/surveys/service.ts'
import { scratchDb } from '../support/scratch.ts'

export const content = readContent(join(import.meta.dirname, '../../content'))
export const survey = (id: string) => {
  const found = content.surveys.find((one) => one.id === id)
  if (!found) throw new Error(`no survey ${id}`)
  return found
}

/** Surveys on a fresh file database, with a clock that can be set. A Saturday is no working day. */
export async function openSurveys(now = new Date('2026-11-20T09:00:00+07:00'), whenDone = onTestFinished) {
  const db = await scratchDb(whenDone)
  await migrate(db, now)
  const state = { now }
  const surveys = createSurveys({
    db,
    clock: () => state.now,
    key: await hashKey('khóa để kiểm thử khảo sát, đủ dài'),
    random: cryptoRandom,
    content,
    fieldOfDossier: async () => 'Hộ tịch',
  })
  return { db, surveys, state }
}

export const GOOD = { time: 'early', visits: 'none', bodies: 'none', public: 'both', attitude: 'good' }
