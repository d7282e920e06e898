import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { memorySource, textSource } from '../../server/dossiers/import/source.ts'
import { tally } from '../../server/dossiers/rules/tally.ts'
import { openDesk } from './support/desk.ts'

const file = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name))
const expected = z
  .object({
    period: z.tuple([z.string(), z.string()]),
    asOf: z.string(),
    rows: z.number(),
    duplicates: z.number(),
    figures: z.record(z.string(), z.unknown()),
  })
  .parse(JSON.parse(file('desk.expected.json').toString()))
const FIELDS: Record<string, string> = {
  '1.001193': 'Hộ tịch',
  '2.000815': 'Chứng thực',
  '1.001612': 'Hộ kinh doanh',
  '1.013949': 'Đất đai',
}
const desk = () => openDesk(undefined, { fieldOf: (code) => FIELDS[code] ?? null })

describe('an export with every trap', () => {
  const text = file('desk.csv').toString('utf8')
  const semicolons = () =>
    text.replace(/^\ufeff/, '').replace(/("(?:[^"]|"")*")|,/g, (_, quoted?: string) => quoted ?? ';')
  it.each([
    ['as written', memorySource([file('desk.csv')])],
    ['with semicolons and no BOM', textSource(semicolons())],
    ['with tabs', textSource(semicolons().replaceAll(';', '\t'))],
    ['with sep= and Unix line ends', textSource(`sep=;\n${semicolons().replaceAll('\r\n', '\n')}`)],
    ['in UTF-16', memorySource([Buffer.from(text, 'utf16le')])],
    ['in NFD, as macOS writes', textSource(text.normalize('NFD'))],
    [
      'in chunks of 7 bytes',
      memorySource(
        Array.from({ length: Math.ceil(file('desk.csv').length / 7) }, (_, i) =>
          file('desk.csv').subarray(i * 7, i * 7 + 7),
        ),
      ),
    ],
  ])('%s gives the expected figures', async (_, source) => {
    const { dossiers, all } = await desk()
    const result = await dossiers.importFile(source)
    expect(result).toMatchObject({
      read: expected.rows,
      created: 56,
      updated: 0,
      unchanged: expected.duplicates,
      rejected: [],
      warnings: [],
    })
    expect(tally(await all(), { from: expected.period[0], asOf: expected.asOf })).toEqual(expected.figures)
    expect(await dossiers.importFile(source)).toMatchObject({ created: 0, updated: 0, unchanged: expected.rows })
  })

  it('keeps no name and no phone, anywhere', async () => {
    const { dossiers, db } = await desk()
    await dossiers.importFile(textSource(text))
    for (const table of ['dossier', 'dossier_event', 'dossier_file']) {
      const { rows } = await db.execute(`SELECT * FROM ${table}`)
      const dump = JSON.stringify(rows)
      expect(dump).not.toMatch(/Nguyễn|Ví Dụ|Thí Điểm|\b(0|84)?900000\d{3}\b/)
    }
  })

  it('a dry run counts the same and writes nothing', async () => {
    const { dossiers, db } = await desk()
    const result = await dossiers.importFile(textSource(text), { dryRun: true })
    expect(result).toMatchObject({ read: expected.rows, created: 56, unchanged: expected.duplicates, dryRun: true })
    expect(
      (await db.execute('SELECT (SELECT count(*) FROM dossier) + (SELECT count(*) FROM dossier_file) AS n')).rows[0]?.n,
    ).toBe(0)
  })
})
