import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CatalogueNotes } from '../../server/procedures/import/notes.ts'
import { type ImportResult, runImport } from '../../server/procedures/import/run.ts'
import { recordsOf } from '../../server/procedures/import/sources.ts'
import { readCatalogue, readNational } from '../../server/procedures/read.ts'
import type { Procedure } from '../../server/procedures/schema.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const DATA = join(ROOT, '..', 'shared', 'data')
const FILES = [
  'national-portal/details.jsonl',
  'national-portal/catalog.jsonl',
  'procedures-curated.json',
  'national-portal/commune-pages.jsonl',
]

describe('the catalogue in content/', () => {
  const catalogue = readCatalogue(join(ROOT, 'content', 'catalogue'))

  test('has the commune’s 821 procedures and the national list', () => {
    expect(catalogue).toHaveLength(821)
    expect(readNational(join(ROOT, 'content', 'catalogue')).length).toBeGreaterThan(5600)
  })

  test('names of papers are names: short, on one line', () => {
    const names = catalogue.flatMap(({ papers }) => papers.flatMap(({ items }) => items.map(({ name }) => name)))
    expect(names.filter((name) => name.length > 221 || name.includes('\n'))).toEqual([])
  })

  test('nothing is free without a word of the source, and every amount is at least 1.000 đồng', () => {
    const fees = catalogue.flatMap(({ methods }) => methods.flatMap((method) => method.fees))
    expect(fees.filter((fee) => fee.amount === 0 && !fee.free)).toEqual([])
    expect(fees.filter((fee) => fee.amount !== null && fee.amount > 0 && fee.amount < 1000)).toEqual([])
  })
})

describe.skipIf(!existsSync(DATA))('the copies of the national portal', () => {
  let result: ImportResult
  const of = (code: string): Procedure => {
    const found = result.procedures.find((record) => record.code === code)
    if (!found) throw new Error(code)
    return found
  }
  const input = (existing: Procedure[] = [], national: ImportResult['national'] = []) => ({
    files: FILES.map((name) => ({ name, records: recordsOf(join(DATA, name)) })),
    existing,
    national,
    notes: CatalogueNotes.parse(parse(readFileSync(join(ROOT, 'content', 'catalogue-notes.yaml'), 'utf8'))),
  })
  beforeAll(() => {
    result = runImport(input())
  }, 60_000)

  test('all 821 commune procedures; a second import changes nothing', () => {
    expect(result.procedures).toHaveLength(821)
    expect(runImport(input(result.procedures, result.national))).toMatchObject({
      created: [],
      updated: [],
      unchanged: 821,
    })
  }, 60_000)

  test('khai sinh: an empty 0 is not free, a bare number has no unit', () => {
    expect(of('1.001193').methods.flatMap(({ fees }) => fees)).toEqual([])
    expect(of('1.001193').methods[0]?.times).toEqual([{ value: 1, unit: 'unknown' }])
  })

  test('gia hạn tạm trú online: 5.000 or 7.000 is disputed', () => {
    const online = of('1.002755').methods.find(({ channel }) => channel === 'online')
    expect(online?.fees[0]).toMatchObject({ amount: null, disputed: [5000, 7000] })
    expect(of('1.002755').uncertain).toContain('fees')
  })

  test.each([
    ['1.013978', [17, 20, 27]],
    ['1.012812', [30, 40]],
    ['1.013967', [45, 60]],
  ])('%s: times of cases stand together in every channel', (code, values) => {
    for (const { times } of of(code).methods) expect(times.map(({ value }) => value)).toEqual(values)
  })

  test.each(['1.013225', '1.010803', '1.013274', '1.004837'])('%s: cases contradict the ways of handing in', (code) => {
    expect(of(code).uncertain).toContain('times')
  })

  test.each([
    ['2.000986', ['3.000722'], '2026-08-31'],
    ['2.001023', ['3.000722'], '2026-08-31'],
    ['1.014061', ['1.116410'], undefined],
    ['1.014064', ['1.116410'], undefined],
  ])('%s is replaced', (code, replacedBy, effectiveTo) => {
    expect(of(code)).toMatchObject({ status: 'replaced', replacedBy })
    expect(of(code).effectiveTo).toBe(effectiveTo)
  })

  test.each(['1.011606', '1.011607', '1.011608', '3.000412'])('%s ends with 2026', (code) => {
    expect(of(code)).toMatchObject({ status: 'expiring', effectiveTo: '2026-12-31' })
  })

  test('renamed code, other doors, provinces, foreign pages', () => {
    expect(of('1.001570').name).toContain('đã thông báo')
    expect(of('1.004222').desk).toBe('police')
    expect(of('1.013133').desk).toBe('military')
    expect(of('3.000722').desk).toBe('one-stop')
    expect(of('1.115760').scope).toEqual({ province: 'Đồng Tháp' })
    expect(of('3.000284').source.completeness).toBe('name-only')
    expect(result.rejected.filter(({ reason }) => reason.includes('không phải của mã này'))).toHaveLength(17)
  })

  test('no sentence of the portal’s descriptions gets in', () => {
    const text = JSON.stringify(result.procedures)
    for (const sentence of ['có trách nhiệm kiểm tra tính chính xác', 'Bước 1', 'truy cập Cổng dịch vụ công'])
      expect(text).not.toContain(sentence)
  })
})
