import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createTestHarness } from 'wrangler'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { isFileId, newFileId, noFiles } from '../../server/storage/files.ts'
import { diskFiles } from '../../server/storage/files-disk.ts'

const later = () => new Date(Date.now() + 60_000)
const bytesOf = (...list: number[]) => new Uint8Array(list)
const NO_IDS = [
  '',
  '..',
  '../../etc/passwd',
  'a/b/c/d/e/f',
  '..%2f..%2f..%2f',
  'abcdefgh\0',
  'C:\\windows',
  'x'.repeat(65),
]

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'files-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

describe('files on disk', () => {
  it('gives back what was put, replaces it, and forgets it', async () => {
    const files = diskFiles(join(folder(), 'not', 'there', 'yet'))
    const id = newFileId(cryptoRandom)
    expect(await files.get(id)).toBeNull()
    expect(await files.list(later())).toEqual([])
    await files.put(id, bytesOf(1, 2, 3))
    await files.put(id, bytesOf(4))
    expect(await files.get(id)).toEqual(Buffer.from([4]))
    await files.delete(id)
    await files.delete(id)
    expect(await files.get(id)).toBeNull()
  })

  it('lists what is older than the moment, and clears what a crash left', async () => {
    const root = folder()
    const files = diskFiles(root)
    await files.put('AAAAAAAAOLD1', bytesOf(1))
    await files.put('AAAAAAAANEW2', bytesOf(2))
    const torn = join(root, 'd1', 'AAAAAAAAOLD1.123.part')
    writeFileSync(torn, 'x')
    const lastYear = new Date('2025-11-21T00:00:00Z')
    for (const path of [torn, join(root, 'd1', 'AAAAAAAAOLD1')]) utimesSync(path, lastYear, lastYear)
    expect(await files.list(new Date('2026-01-01T00:00:00Z'))).toEqual(['AAAAAAAAOLD1'])
    expect(existsSync(torn)).toBe(false)
    expect((await files.list(later())).sort()).toEqual(['AAAAAAAANEW2', 'AAAAAAAAOLD1'])
  })

  it('leaves nothing half written beside the file', async () => {
    const root = folder()
    const files = diskFiles(root)
    await Promise.all(Array.from({ length: 20 }, (_, at) => files.put('SAMEFILE', bytesOf(...Array(50_000).fill(at)))))
    const kept = await files.get('SAMEFILE')
    expect(kept).toHaveLength(50_000)
    expect(new Set(kept).size).toBe(1)
    expect(readdirSync(join(root, 'le'))).toEqual(['SAMEFILE'])
  })

  it.each(NO_IDS)('makes no path of %j', async (id) => {
    const files = diskFiles(folder())
    await expect(files.put(id, bytesOf(1))).rejects.toMatchObject({ code: 'files.bad-id', status: 404 })
    await expect(files.get(id)).rejects.toMatchObject({ code: 'files.bad-id' })
    await expect(files.delete(id)).rejects.toMatchObject({ code: 'files.bad-id' })
  })
})

describe('files at the edge, on the real workerd', () => {
  const edge = createTestHarness({ workers: [{ configPath: join(import.meta.dirname, 'bucket', 'wrangler.toml') }] })
  beforeAll(async () => void (await edge.listen()))
  afterAll(() => edge.close())
  const ask = (query: string, init: { method?: string; body?: Uint8Array<ArrayBuffer> } = {}) =>
    edge.fetch(`http://edge/?${query}`, init)

  it('gives back what was put, lists it by age, and forgets it', async () => {
    const id = newFileId(cryptoRandom)
    expect((await ask(`id=${id}`)).status).toBe(404)
    await ask(`id=${id}`, { method: 'PUT', body: bytesOf(0xff, 0xd8, 0) })
    expect(new Uint8Array(await (await ask(`id=${id}`)).arrayBuffer())).toEqual(bytesOf(0xff, 0xd8, 0))
    expect(await (await ask(`older=${later().getTime()}`)).json()).toEqual([id])
    expect(await (await ask(`older=${later().getTime() - 3_600_000}`)).json()).toEqual([])
    expect((await ask(`id=${id}`, { method: 'DELETE' })).status).toBe(404)
    expect(await (await ask(`older=${later().getTime()}`)).json()).toEqual([])
  })

  it('refuses what is no id, and every photo when there is no bucket', async () => {
    const tricked = await ask(`id=${encodeURIComponent('../secret')}`, { method: 'PUT', body: bytesOf(1) })
    expect([tricked.status, await tricked.json()]).toEqual([404, 'files.bad-id'])
    const off = await ask('id=ABCDEFGH&none', { method: 'PUT', body: bytesOf(1) })
    expect([off.status, await off.json()]).toEqual([503, 'files.off'])
  })
})

it('without a place for files nothing is there', async () => {
  await expect(noFiles.put('ABCDEFGH', bytesOf(1))).rejects.toMatchObject({ code: 'files.off' })
  expect([await noFiles.get('ABCDEFGH'), await noFiles.list(later())]).toEqual([null, []])
  expect(isFileId(newFileId(cryptoRandom))).toBe(true)
})
