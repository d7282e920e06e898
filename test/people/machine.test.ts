import { Hono } from 'hono'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerError } from '../../server/errors.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { requireMachine } from '../../server/people/machine.ts'
import { createPeople, type People } from '../../server/people/service.ts'
import type { Db } from '../../server/storage/db.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { scratchDb } from '../support/scratch.ts'

describe('machine tokens', () => {
  let db: Db
  let people: People
  let now = new Date('2026-11-21T08:00:00+07:00')

  beforeEach(async () => {
    db = await scratchDb()
    await migrate(db, now)
    people = createPeople({
      db,
      clock: () => now,
      random: cryptoRandom,
      unit: '99999',
      key: await hashKey('x'.repeat(32)),
    })
  })
  const call = async (token?: string) => {
    const app = new Hono()
      .use(requireMachine(people, 'dossiers:import'))
      .get('/', (c) => c.json({ unit: c.var.machine.unit }))
      .onError(answerError(() => {}))
    const response = await app.request('/', token ? { headers: { authorization: `Bearer ${token}` } } : {})
    return { status: response.status, body: await response.json() }
  }

  it('lets a live token with the scope pass, for its unit', async () => {
    const token = await people.issueToken('99999', 'phần mềm', ['dossiers:import'])
    expect(await call(token)).toEqual({ status: 200, body: { unit: '99999' } })
  })
  it('refuses none, an unknown, an expired one and one without the scope', async () => {
    expect((await call()).status).toBe(401)
    expect((await call('xs_unknown')).status).toBe(401)
    const narrow = await people.issueToken('99999', 'báo cáo', ['reports:read'])
    expect((await call(narrow)).status).toBe(403)
    const short = await people.issueToken('99999', 'tạm', ['dossiers:import'], 1)
    now = new Date('2026-11-23T08:00:00+07:00')
    expect((await call(short)).status).toBe(401)
    now = new Date('2026-11-21T08:00:00+07:00')
  })
  it('ends the old token when a name gets a new one, and never keeps a token in clear', async () => {
    const first = await people.issueToken('99999', 'phần mềm', ['dossiers:import'])
    const second = await people.issueToken('99999', 'phần mềm', ['dossiers:import'])
    expect((await call(first)).status).toBe(401)
    expect((await call(second)).status).toBe(200)
    const rows = JSON.stringify((await db.execute('SELECT * FROM machine_token')).rows)
    expect(rows).not.toContain(second)
  })
})
