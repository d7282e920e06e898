import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { createPeople } from '../../server/people/service.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { scratchDb } from '../support/scratch.ts'

export const UNIT = '99999'
export const CALLER = { ip: '10.0.0.1', agent: 'Mozilla/5.0 (Linux; Android 14) Chrome/140.0' }
export const PASSWORD = 'nui cao bien rong'

/** Cheap, so that a test of a hundred sign-ins takes no minute. */
const COST = { N: 2, r: 1, p: 1 }

/** People over a database of their own, at a time that a test may move. */
export async function openPeople({ sample = false, unit = UNIT, cost = COST } = {}) {
  const db = await scratchDb()
  const time = { now: new Date('2026-11-23T08:00:00+07:00') }
  await migrate(db, time.now)
  const key = await hashKey('a-key-of-tests-that-is-long-enough')
  const on = (options: { sample?: boolean; cost?: typeof COST; unit?: string } = {}) =>
    createPeople({ db, clock: () => time.now, random: cryptoRandom, key, unit, sample, cost, ...options })
  const people = on()
  /** Somebody who has taken their invitation up. */
  const join = async (name: string, role: Parameters<typeof people.invite>[1]['role'], login?: string) => {
    const made = await people.invite(null, { name, role, login })
    await people.accept(made.token, PASSWORD)
    return made
  }
  const later = (minutes: number) => {
    time.now = new Date(time.now.getTime() + minutes * 60_000)
  }
  const audit = async () =>
    (await db.execute('SELECT action, subject, actor FROM audit ORDER BY seq')).rows.map(({ action }) => String(action))
  return { db, people, time, join, later, audit, on }
}

/** The code of the problem that a call ends with. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'none',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  )
}
