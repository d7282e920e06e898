import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { problem } from '../kernel/problem.ts'
import { checkText } from '../reports/check/check.ts'
import { docxText } from '../reports/check/docx-text.ts'
import { createComposer } from '../reports/compose.ts'
import { toDocx } from '../reports/document/docx.ts'
import { toXlsx } from '../reports/document/workbook.ts'
import { ReportKind } from '../reports/schema.ts'
import { createReports } from '../reports/service.ts'
import { openCommand, orExit, usage } from './command.ts'

const USAGE = `npm run report -- --period 2026-Q3 --out TỆP.docx|TỆP.xlsx [--kind ${ReportKind.options.join('|')}] [--unit MÃ]
npm run report -- --check TỆP.docx|TỆP.txt      soát các con số của một báo cáo đã viết
npm run report -- --check-data [--period 2026-Q3]   soát dữ liệu của kỳ: chỗ nào không khớp, bao nhiêu dòng
Kỳ: 2026-Q3, 2026-6m, 2026-9m, 2026, 2026-07, hoặc 2026-07-01..2026-09-30.`

const { values } = parseArgs({
  options: {
    period: { type: 'string' },
    out: { type: 'string' },
    kind: { type: 'string', default: 'cchc' },
    unit: { type: 'string' },
    check: { type: 'string' },
    'check-data': { type: 'boolean', default: false },
  },
})

if (values.check !== undefined) await orExit(() => check(values.check ?? ''))
else if (values['check-data']) await orExit(checkData)
else if (values.out !== undefined) await orExit(() => write(values.out ?? ''))
else usage(USAGE)

/** Names what does not add up in a written report; exits with 1 when something does not. */
async function check(file: string): Promise<void> {
  const bytes = readFileSync(file)
  const text = file.endsWith('.docx') ? await docxText(new Uint8Array(bytes)) : bytes.toString('utf8')
  const findings = checkText(text)
  for (const { said, problem: wrong } of findings) console.log(`- ${wrong}\n    “${said}”`)
  console.error(findings.length === 0 ? 'Không thấy con số nào mâu thuẫn.' : `${findings.length} chỗ cần xem lại.`)
  process.exit(findings.length === 0 ? 0 : 1)
}

/** Names what does not add up in the data of a period; exits with 1 when something does not. */
async function checkData(): Promise<void> {
  const { db, content, clock } = await openCommand()
  const reports = createReports({ db, clock, content })
  const query = values.period === undefined ? {} : { period: values.period }
  const { period, found, fields, hollow } = await reports.checks(values.unit ?? content.unit.code, query)
  db.close()
  const lines = [
    ...found.map(({ key, label, value }) => `${label}: ${value} dòng (${key})`),
    ...fields.map(({ field, received, parts }) => `Lĩnh vực ${field}: tiếp nhận ${received}, các phần cộng ${parts}`),
    ...hollow.map(({ label, denominator }) => `${label}: 100% của ${denominator}, quá ít để nói tỷ lệ`),
  ]
  for (const line of lines) console.log(`- ${line}`)
  console.error(`${period.label}: ${lines.length === 0 ? 'dữ liệu khớp.' : `${lines.length} loại cần xem lại.`}`)
  process.exit(lines.length === 0 ? 0 : 1)
}

async function write(out: string): Promise<void> {
  const kind = ReportKind.safeParse(values.kind)
  const ending = /\.(docx|xlsx)$/.exec(out)?.[1]
  if (!kind.success || !ending) usage(USAGE)
  const { db, content, clock } = await openCommand()
  const unit = values.unit ?? content.unit.code
  const reports = createReports({ db, clock, content })
  const count = async () => Number((await db.execute('SELECT count(*) AS n FROM procedure')).rows[0]?.n ?? 0)
  const composer = createComposer({ reports, clock, content, procedures: count })
  const query = values.period === undefined ? {} : { period: values.period }
  const known = await db.execute('SELECT 1 FROM dossier WHERE unit = ? LIMIT 1', [unit])
  if (known.rows.length === 0 && values.unit !== undefined) throw problem('report.no-data', { unit })
  if (ending === 'docx')
    writeFileSync(out, new Uint8Array(await toDocx(await composer.document(unit, kind.data, query))))
  else {
    const { sheets, ...about } = await composer.sheets(unit, query)
    writeFileSync(out, await toXlsx(sheets, about))
  }
  const { label, from, to } = reports.periodOf(query)
  console.error(`Đã ghi ${out}: ${label}, từ ${from} đến ${to}.`)
  db.close()
}
