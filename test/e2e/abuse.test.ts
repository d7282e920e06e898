import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../server/api.ts'
import { build } from '../../server/cli/build.ts'
import { createSampleIfEmpty, SAMPLE_TRY } from '../../server/dossiers/sample.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { createSearch } from '../../server/search/search.ts'
import { createServices } from '../../server/services.ts'
import { noFiles } from '../../server/storage/files.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { scratchDb } from '../support/scratch.ts'

/** What somebody tries who wants others' dossiers, or the server down. */
describe('abuse', () => {
  let app: ReturnType<typeof createApp>
  beforeEach(async () => {
    const { content, search } = await build({ miniapp: false, log: () => {} })
    const db = await scratchDb()
    const clock = () => new Date()
    await migrate(db, clock())
    const key = await hashKey('k'.repeat(40))
    const services = createServices({
      db,
      files: noFiles,
      clock,
      random: cryptoRandom,
      key,
      content,
      search: createSearch(search),
      telegram: null,
      log: () => {},
    })
    await createSampleIfEmpty(services.dossiers, { clock, content })
    app = createApp(services, { clientIp: () => '203.0.113.7', log: () => {} })
  })
  const chat = async (conversation: string, text: string) => {
    const response = await app.request('/api/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversation, text }),
    })
    return response.text()
  }

  it('counts guesses in chat against the address, however many conversations are begun', async () => {
    for (let round = 0; round < 5; round++) await chat(`new-${round}`, `hồ sơ H99.99.99-260102-90${round}0 của tôi`)
    expect(await chat('new-9', `hồ sơ ${SAMPLE_TRY.code}`)).not.toContain('Đang giải quyết')
    const api = await app.request(`/api/dossiers/${SAMPLE_TRY.code}?phone=0001`)
    expect(api.status).toBe(429)
    expect(Number(api.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('refuses a message of megabytes before reading it', async () => {
    const response = await app.request('/api/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversation: 'big', text: 'x'.repeat(1_000_000) }),
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ error: { code: 'request.too-large' } })
  })
})
