import { beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../server/cli/build.ts'
import { readSearchFile, type SearchFile, writeSearchFile } from '../../server/search/file.ts'
import { BUCKETS, bucketOf, openMatrix, packMatrix } from '../../server/search/matrix.ts'
import { createSearch, type Search } from '../../server/search/search.ts'
import { compileLexicon, createReader } from '../../server/search/words.ts'
import { measure } from '../bench/quality.ts'
import { questions } from '../bench/questions.ts'

let file: SearchFile
let search: Search
beforeAll(async () => {
  file = (await build({ miniapp: false, log: () => {} })).search
  search = createSearch(file)
})
const first = (query: string) => search.find(query, 1)[0]?.key

describe('reading', () => {
  const read = (text: string) => {
    const vocabulary = {
      abbreviations: { gks: 'giấy khai sinh', đc: 'được' },
      dialect: { mần: 'làm' },
      synonyms: {},
      classes: {},
    }
    const lexicon = compileLexicon(vocabulary, ['khai', 'sinh', 'dang', 'ky', 'giay'])
    return createReader(lexicon)(text)
      .map(({ folded }) => folded)
      .join(' ')
  }
  it.each([
    ['Đường HOÀ Bình', 'duong hoa binh'],
    ['gks đc ko', 'giay khai sinh duoc ko'],
    ['mần giấy', 'lam giay'],
    ['ddangw kys', 'dang ky'],
    ['khaisinh', 'khai sinh'],
    ['sinhhh', 'sinh'],
    ['giaasy', 'giay'],
    ['Đăng ký', 'dang ky'],
    ['', ''],
  ])('%s → %s', (typed, words) => expect(read(typed)).toBe(words))
})

describe('finding', () => {
  it.each([
    ['đăng ký khai sinh', '1.001193'],
    ['dang ky khai sinh', '1.001193'],
    ['ĐĂNG KÝ KẾT HÔN', '1.000894'],
    ['đăng ký tạm trú', '1.004194'],
    ['chứng thực bản sao', '2.000815'],
    ['thủ tục 1.001612 làm sao', '1.001612'],
    ['gpxd nhà ở', '1.013225'],
  ])('%s', (query, code) => expect(first(query)).toBe(code))

  it('names a procedure that is not handled at the commune', () => {
    const [hit] = search.find('giấy phép vận hành lò phản ứng hạt nhân nghiên cứu', 1)
    expect(hit).toMatchObject({ kind: 'national', key: '1.115808' })
  })
  it('finds nothing in nothing', () => {
    expect(search.find('', 5)).toEqual([])
    expect(search.find('???', 5)).toEqual([])
  })
  it('never answers more than asked, best first, without repeats', () => {
    const hits = search.find('giấy khai sinh', 7)
    expect(hits).toHaveLength(7)
    expect(new Set(hits.map(({ key }) => key)).size).toBe(7)
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a))
  })
  it('gives the same answer whatever was asked before', () => {
    const alone = search.find('đăng ký khai tử', 3)
    search.find('mở quán cà phê', 3)
    search.facet('mở quán cà phê mất bao lâu')
    expect(search.find('đăng ký khai tử', 3)).toEqual(alone)
  })
  it('shares out one whole among everything learned', () => {
    const kinds = ['procedure', 'topic', 'elsewhere', 'intent'] as const
    const sum = search.find('làm giấy khai sinh cho con', 2000, [...kinds]).reduce((all, { sure }) => all + sure, 0)
    expect(sum).toBeCloseTo(1, 3)
  })
  it('says which words decided', () => {
    const words = search.why('làm giấy khai sinh', '1.001193').map((part) => part.words)
    expect(words.join(' ')).toContain('khai sinh')
  })
})

describe('a packed matrix', () => {
  const row: Array<[number, number]> = [
    [900, -3],
    [2, 4],
    [270, 1],
    [271, 0.1],
  ]
  it.each([false, true])('adds what was put in, columns far apart too (wide: %s)', (wide) => {
    const add = openMatrix(packMatrix(new Map([[bucketOf('đất'), row]]), { floor: 0.5, levels: 4, wide }))
    const scores = new Float32Array(1000)
    add('đất', 2, scores)
    expect([scores[2], scores[270], scores[271], scores[900]]).toEqual([8, 2, 0, -6])
    expect(scores.reduce((sum, score) => sum + Math.abs(score), 0)).toBe(16)
  })
  it('adds nothing for a term it does not have', () => {
    const scores = new Float32Array(10)
    openMatrix(packMatrix(new Map()))('nhà', 1, scores)
    expect(scores).toEqual(new Float32Array(10))
    expect(packMatrix(new Map()).counts).toHaveLength(BUCKETS)
  })
})

describe('the file', () => {
  it('comes back as it was written', () => {
    const bytes = writeSearchFile(file)
    const again = createSearch(readSearchFile(bytes.slice().buffer))
    for (const query of ['khai sinh', 'mở quán cà phê', 'cháy nhà']) {
      expect(again.find(query, 5)).toEqual(search.find(query, 5))
    }
  })
})

it('keeps its quality on the question set (bench: npm run bench)', async () => {
  const asked = questions('dev').filter(({ kind, codes }) => kind === 'procedure' && codes.length > 0)
  const all = (await measure({ name: 'ours', find: (q) => search.find(q, 3).map(({ key }) => key) }, asked)).get('all')
  expect((all?.first ?? 0) / asked.length).toBeGreaterThan(0.88)
  expect((all?.three ?? 0) / asked.length).toBeGreaterThan(0.95)
})
