import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { readXlsx } from 'hucre'
import { describe, expect, it, onTestFinished } from 'vitest'
import { memorySource } from '../../server/dossiers/import/source.ts'
import { createComposer } from '../../server/reports/compose.ts'
import { toDocx } from '../../server/reports/document/docx.ts'
import { toXlsx } from '../../server/reports/document/workbook.ts'
import { content } from '../dossiers/support/desk.ts'
import { openReports, reportSettings } from './support.ts'

const DESK = join(import.meta.dirname, '../dossiers/fixtures/desk.csv')
const QUARTER = { from: '2026-07-01', to: '2026-09-30' }
/** Twentieths of a point per millimetre. */
const MM = 56.7

/** A profile of the office suite that trusts no number kept beside a formula. */
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

async function quarter() {
  const desk = await openReports()
  await desk.dossiers.importFile(memorySource([readFileSync(DESK)]))
  const composer = createComposer({
    reports: desk.reports,
    clock: () => desk.state.now,
    content: { ...content, reports: reportSettings },
    procedures: async () => 821,
  })
  return { ...desk, composer }
}

/** One file of a zip, by the central directory. */
function unzipped(zip: Buffer, name: string): string {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  for (let at = zip.readUInt32LE(end + 16); at < end; ) {
    const [named, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    if (zip.subarray(at + 46, at + 46 + (named ?? 0)).toString() === name) {
      const local = zip.readUInt32LE(at + 42)
      const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const bytes = zip.subarray(from, from + zip.readUInt32LE(at + 20))
      return (zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8')
    }
    at += 46 + (named ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  throw new Error(`no ${name}`)
}

describe('the official form (NĐ 30/2020/NĐ-CP, phụ lục I)', () => {
  it('has the paper, margins, font, sizes, spacing and signature that are asked for', async () => {
    const { composer, unit } = await quarter()
    const zip = Buffer.from(await toDocx(await composer.document(unit, 'cchc', QUARTER)))
    const xml = unzipped(zip, 'word/document.xml')
    const mm = (name: string, within = xml) =>
      Math.round(Number(new RegExp(`w:${name}="(\\d+)"`).exec(within)?.[1]) / MM)
    const page = /<w:pgSz[^>]*>/.exec(xml)?.[0] ?? ''
    const margins = /<w:pgMar[^>]*>/.exec(xml)?.[0] ?? ''
    expect([mm('w', page), mm('h', page)]).toEqual([210, 297])
    expect(mm('top', margins)).toBeGreaterThanOrEqual(20)
    expect(mm('bottom', margins)).toBeGreaterThanOrEqual(20)
    expect(mm('left', margins)).toBeGreaterThanOrEqual(30)
    expect(mm('right', margins)).toBeGreaterThanOrEqual(15)
    expect(xml).toMatch(/<w:titlePg\/>/)

    const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/gs)].map(([text]) => ({
      xml: text,
      text: [...text.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, part]) => part).join(''),
    }))
    const look = (begins: string) => {
      const found = paragraphs.find(({ text }) => text.startsWith(begins))?.xml ?? ''
      return {
        points: Number(/<w:sz w:val="(\d+)"/.exec(found)?.[1]) / 2,
        bold: /<w:b\/>|<w:b w:val="true"\/>/.test(found),
        italics: /<w:i\/>|<w:i w:val="true"\/>/.test(found),
        at: /<w:jc w:val="(\w+)"/.exec(found)?.[1],
      }
    }
    expect(look('CỘNG HÒA')).toMatchObject({ points: 12, bold: true, at: 'center' })
    expect(look('Độc lập')).toMatchObject({ points: 13, bold: true, at: 'center' })
    expect(look('ỦY BAN NHÂN DÂN')).toMatchObject({ points: 13, at: 'center' })
    expect(look('XÃ ')).toMatchObject({ points: 13, bold: true })
    expect(look('Số:')).toMatchObject({ points: 13, bold: false, italics: false })
    expect(look('Bình Minh, ngày')).toMatchObject({ points: 14, italics: true })
    expect(look('BÁO CÁO')).toMatchObject({ points: 14, bold: true, at: 'center' })
    expect(look('Tổng số hồ sơ tiếp nhận')).toMatchObject({ points: 14, bold: false, at: 'both' })
    expect(look('TM. ỦY BAN')).toMatchObject({ points: 14, bold: true, at: 'center' })
    expect(look('Nơi nhận')).toMatchObject({ points: 12, bold: true, italics: true })
    expect(look('- Lưu: VT')).toMatchObject({ points: 11, bold: false })

    const body = paragraphs.find(({ text }) => text.startsWith('Tổng số hồ sơ tiếp nhận'))?.xml ?? ''
    const indent = Number(/w:firstLine="(\d+)"/.exec(body)?.[1]) / MM
    const line = Number(/w:line="(\d+)"/.exec(body)?.[1]) / 240
    const space = ['before', 'after'].map((side) => Number(new RegExp(`w:${side}="(\\d+)"`).exec(body)?.[1] ?? 0) / 20)
    expect(indent).toBeGreaterThanOrEqual(9.9)
    expect(indent).toBeLessThanOrEqual(12.7)
    expect(line).toBeGreaterThanOrEqual(1)
    expect(line).toBeLessThanOrEqual(1.5)
    expect(Math.max(...space) + Math.min(...space)).toBeGreaterThanOrEqual(6)
    const fonts = new Set([...xml.matchAll(/w:ascii="([^"]+)"/g)].map(([, font]) => font))
    expect([...fonts]).toEqual(['Times New Roman'])
    expect(unzipped(zip, 'word/styles.xml')).toContain('Times New Roman')
  })
})

describe('the workbook in an office suite', () => {
  it.skipIf(!existsSync('/usr/bin/soffice'))(
    'says after recalculation what the interface says',
    async () => {
      const { composer, figures, unit } = await quarter()
      const folder = mkdtempSync(join(tmpdir(), 'workbook-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const { sheets, ...about } = await composer.sheets(unit, QUARTER)
      // wrong numbers are written beside the formulas: what is read back was calculated
      const wrong = sheets.map((sheet) => ({
        ...sheet,
        figure: { ...sheet.figure, ...(sheet.figure.value === null ? {} : { value: 777_777 }) },
      }))
      writeFileSync(join(folder, 'in.xlsx'), await toXlsx(wrong, about))
      const profile = join(folder, '.config/libreoffice/4/user')
      mkdirSync(profile, { recursive: true })
      writeFileSync(join(profile, 'registrymodifications.xcu'), ALWAYS_RECALCULATE)
      const read = ['--headless', '--convert-to', 'xlsx', '--outdir', join(folder, 'out'), join(folder, 'in.xlsx')]
      execFileSync('soffice', read, { stdio: 'ignore', env: { ...process.env, HOME: folder } })
      const book = await readXlsx(readFileSync(join(folder, 'out', 'in.xlsx')), { readStyles: false })
      const told = await figures(QUARTER)
      const rows = (book.sheets[0]?.rows ?? []).slice(4).filter(([key]) => typeof key === 'string' && key in told)
      expect(rows).toHaveLength(Object.keys(told).length)
      for (const row of rows) {
        const figure = told[String(row[0])]
        const formula = figure?.unit === 'percent' || (figure?.unit === 'count' && figure.numerator === undefined)
        if (formula) expect([row[0], row[4] ?? null]).toEqual([row[0], figure.value])
        if (figure?.denominator !== undefined) expect([row[0], row[3]]).toEqual([row[0], figure.denominator])
      }
    },
    120_000,
  )
})
