import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import { describe, expect, it, onTestFinished } from 'vitest'
import { memorySource } from '../../server/dossiers/import/source.ts'
import { checkText } from '../../server/reports/check/check.ts'
import { docxText } from '../../server/reports/check/docx-text.ts'
import { createComposer } from '../../server/reports/compose.ts'
import { toDocx } from '../../server/reports/document/docx.ts'
import { toXlsx } from '../../server/reports/document/workbook.ts'
import { content } from '../dossiers/support/desk.ts'
import { openReports, reportSettings } from './support.ts'

const DESK = join(import.meta.dirname, '../dossiers/fixtures/desk.csv')
const QUARTER = { from: '2026-07-01', to: '2026-09-30' }

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

describe('the quarterly report as a document', () => {
  it('is read back with the figures of the interface, in the official form', async () => {
    const { composer, figures, unit } = await quarter()
    const text = await docxText(new Uint8Array(await toDocx(await composer.document(unit, 'cchc', QUARTER))))
    const told = await figures(QUARTER)
    const n = (key: string) => told[`dossiers.${key}`]
    for (const line of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      '/BC-UBND',
      'Kết quả thực hiện công tác cải cách hành chính quý III năm 2026',
      'Nơi nhận:',
      'TM. ỦY BAN NHÂN DÂN',
    ])
      expect(text).toContain(line)
    expect(text).toContain(`Tổng số hồ sơ tiếp nhận: ${n('received')?.value} hồ sơ`)
    const rate = n('on-time-rate')
    expect(text).toContain(`${rate?.numerator}/${rate?.denominator} = ${String(rate?.value).replace('.', ',')}%`)
    expect(text).toContain('Dữ liệu mẫu')
  })

  it('keeps a caption with its table, and a small table on one page', async () => {
    const { composer, unit } = await quarter()
    const file = write(new Uint8Array(await toDocx(await composer.document(unit, 'targets', QUARTER))))
    const xml = execFileSync('unzip', ['-p', file, 'word/document.xml']).toString()
    const [caption = ''] = /<w:p>(?:(?!<w:p>).)*KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU/.exec(xml) ?? []
    expect(caption).toContain('<w:keepNext/>')
    const rows = [...xml.matchAll(/<w:tr>.*?<\/w:tr>/g)].map(([row]) => row).filter((row) => row.includes('≥'))
    expect(rows.map((row) => row.includes('<w:keepNext/>'))).toEqual([true, true, true, false])
  })

  it('tells its procedures, the busiest first, and the same numbers as its fields', async () => {
    const { composer, unit, figures } = await quarter()
    const { annex } = await composer.document(unit, 'tthc', QUARTER)
    const table = annex.find((one) => one.type === 'table' && one.caption.includes('THEO THỦ TỤC'))
    if (table?.type !== 'table') throw new Error('no table')
    const received = table.rows.slice(0, -1).map((row) => Number(row[2]?.text))
    expect(table.rows.at(-1)?.[2]?.text).toBe(String(received.reduce((a, b) => a + b, 0)))
    expect(received).toEqual(received.toSorted((a, b) => b - a))
    expect(received.reduce((a, b) => a + b, 0)).toBe((await figures(QUARTER))['dossiers.received']?.value)
  })

  it('takes the tables of the content: their figures by name, money added up, one without rows left out', async () => {
    const { figures, unit, reports, state } = await quarter()
    const table = (id: string, more: object = {}) => ({
      id,
      caption: id,
      by: 'field' as const,
      first: 'Lĩnh vực',
      reports: ['tthc' as const],
      verified: false,
      columns: [{ figure: 'dossiers.online', head: ['Trực tuyến'] }],
      ...more,
    })
    const composed = (tables: Array<ReturnType<typeof table>>) =>
      createComposer({
        reports: { ...reports, settings: { ...reportSettings, tables } },
        clock: () => state.now,
        content: { ...content, reports: reportSettings },
        procedures: async () => 821,
      })
    const money = { columns: [{ figure: 'dossiers.online-payment-amount', head: ['Thanh toán', 'Số tiền (đồng)'] }] }
    const nobody = { columns: [{ figure: 'dossiers.apologies-sent', head: ['Đã xin lỗi'] }] }
    const { annex } = await composed([table('A'), table('B', money), table('C', nobody)]).document(
      unit,
      'tthc',
      QUARTER,
    )
    const told = await figures(QUARTER)
    const last = (caption: string) => {
      const found = annex.find((one) => one.type === 'table' && one.caption === caption)
      return found?.type === 'table' ? found.rows.at(-1)?.at(-1)?.text : undefined
    }
    expect(last('A')).toBe(String(told['dossiers.online']?.value))
    expect(told['dossiers.online-payment-amount']?.value).toBeGreaterThan(0)
    expect(last('B')?.replaceAll('.', '')).toBe(String(told['dossiers.online-payment-amount']?.value))
    expect(last('C')).toBe(
      told['dossiers.apologies-sent']?.value ? String(told['dossiers.apologies-sent'].value) : undefined,
    )
    const refused =
      (figure: string, more = {}) =>
      () =>
        composed([table('X', { columns: [{ figure, head: ['?'] }], ...more })])
    expect(refused('dossiers.nothing')).toThrow('tables.X: dossiers.nothing: không có chỉ số này')
    expect(refused('dossiers.online-rate')).toThrow('không cộng được')
    expect(refused('feedback.received')).toThrow('không chia được theo field')
  })

  it('does not contradict itself', async () => {
    const { composer, unit } = await quarter()
    for (const kind of ['cchc', 'tthc', 'targets', 'overdue', 'years'] as const) {
      const text = await docxText(new Uint8Array(await toDocx(await composer.document(unit, kind, QUARTER))))
      expect(checkText(text)).toEqual([])
    }
  })

  it('keeps what people wrote, and names what is left to write', async () => {
    const { composer, unit } = await quarter()
    const own = new Map([['organisation', 'Ủy ban đã ban hành kế hoạch.\nPhân công từng bộ phận.']])
    const text = await docxText(new Uint8Array(await toDocx(await composer.document(unit, 'cchc', QUARTER, own))))
    expect(text).toContain('Ủy ban đã ban hành kế hoạch.')
    expect(text).not.toContain('[Đơn vị viết: tình hình tổ chức, triển khai]')
    expect(text).toContain('[Đơn vị viết: văn bản chỉ đạo]')
  })

  it('says so when a period has no data, and prints no share of it', async () => {
    const { composer, unit } = await quarter()
    const text = await docxText(
      new Uint8Array(await toDocx(await composer.document(unit, 'cchc', { period: '2020-Q1' }))),
    )
    expect(text).toContain('chưa có dữ liệu hồ sơ')
    expect(text).not.toMatch(/\d%\./)
  })

  it.skipIf(!existsSync('/usr/bin/soffice'))(
    'opens in an office suite and prints',
    async () => {
      const { composer, unit } = await quarter()
      const folder = mkdtempSync(join(tmpdir(), 'report-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      writeFileSync(
        join(folder, 'r.docx'),
        new Uint8Array(await toDocx(await composer.document(unit, 'cchc', QUARTER))),
      )
      execFileSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'r.docx')], {
        stdio: 'ignore',
        env: { ...process.env, HOME: folder },
      })
      expect(readFileSync(join(folder, 'r.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    },
    60_000,
  )
})

describe('the workbook', () => {
  it('has its figures as formulas over the rows behind them', async () => {
    const { composer, figures, unit } = await quarter()
    const { sheets, ...about } = await composer.sheets(unit, QUARTER)
    const bytes = await toXlsx(sheets, about)
    const book = await readXlsx(bytes, { readStyles: false })
    const [first] = book.sheets
    const told = await figures(QUARTER)
    const rows = (first?.rows ?? []).slice(4)
    expect(rows).toHaveLength(Object.keys(told).length)
    for (const row of rows) {
      const figure = told[String(row[0])]
      expect(row[4] ?? null).toBe(figure?.value ?? null)
      const [top = ''] = String(row[9]).split(', ')
      const counted = (book.sheets.find(({ name }) => name === top)?.rows.length ?? 3) - 3
      if (figure?.unit === 'count' && figure.numerator === undefined) expect(counted).toBe(figure.value)
      if (figure?.numerator !== undefined) expect(counted).toBe(figure.numerator)
    }
    const xml = execFileSync('unzip', ['-p', write(bytes), 'xl/worksheets/sheet1.xml']).toString()
    expect(xml).toContain("COUNTA('S01'!A4:A20003)")
    expect(xml).toMatch(/ROUND\(C\d+\/D\d+\*100,2\)/)
  })
})

function write(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'r.xlsx')
  writeFileSync(file, bytes)
  return file
}
