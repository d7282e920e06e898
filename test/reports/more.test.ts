import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Survey } from '../../server/content/schema-survey.ts'
import { checkText } from '../../server/reports/check/check.ts'
import { docxText } from '../../server/reports/check/docx-text.ts'
import { createComposer } from '../../server/reports/compose.ts'
import { toDocx } from '../../server/reports/document/docx.ts'
import { FACTORS, SLIP } from '../../server/reports/indicators/assessment.ts'
import { assessed } from '../../server/reports/rules/assessment.ts'
import { content } from '../dossiers/support/desk.ts'
import { sources } from '../support/services.ts'
import { openReports, reportSettings } from './support.ts'

const QUARTER = { from: '2026-07-01', to: '2026-09-30' }
const survey = (name: string) =>
  Survey.parse(parse(readFileSync(join(import.meta.dirname, `../../content/surveys/${name}.yaml`), 'utf8')))

/** Three days of questions, two slips of the nine indices and one of the five factors. */
async function answered() {
  const desk = await openReports()
  const { unit, db } = desk
  const asked = (day: string, intent: string, topic: string, n: bigint, missed: bigint) => ({
    sql: 'INSERT INTO guidance_day VALUES (?, ?, ?, ?, ?, ?, ?)',
    args: [unit, day, intent, topic, 'web', n, missed],
  })
  const slip = (id: string, name: string, answers: Record<string, string>) => ({
    sql: `INSERT INTO survey_response (unit, id, survey, version, day, hour, door, assisted, answers, satisfied, marks)
          VALUES (?, ?, ?, 1, '2026-08-20', 9, 'web', 0, ?, 1, '[]')`,
    args: [unit, id, name, JSON.stringify(answers)],
  })
  const told = (id: string, kind: string, channels: string[]) => [
    {
      sql: `INSERT INTO broadcast (unit, id, kind, title, text, state, revision, writers, author_name, changed_at, started_at)
            VALUES (?, ?, ?, 'Tin', 'x', 'sent', 1, '[]', 'Lan', ?, ?)`,
      args: [unit, id, kind, '2026-08-03T09:00:00+07:00', '2026-08-03T09:00:00+07:00'],
    },
    ...channels.map((channel, i) => ({
      sql: `INSERT INTO broadcast_message VALUES (?, ?, ?, ?, NULL, 'delivered', '2026-08-03')`,
      args: [unit, id, `k${i}`, channel],
    })),
  ]
  const helped = (id: string, team: string, kinds: string, difficulties: string, outcome: string) => ({
    sql: `INSERT INTO assist_visit (unit, id, key, member, member_name, day, at, team, place, kinds, difficulties, outcome)
          VALUES (?, ?, ?, 'm', 'Lan', '2026-08-04', '2026-08-04T09:00:00+07:00', ?, 'home', ?, ?, ?)`,
    args: [unit, id, id, team, kinds, difficulties, outcome],
  })
  await db.write([
    ...told('T1', 'reform', ['telegram', 'zalo-oa']),
    ...told('T2', 'news', ['telegram']),
    helped('V1', 'to-dong', '["submit"]', '["sim"]', 'part'),
    helped('V2', 'to-dong', '["submit","vneid"]', '[]', 'done'),
    helped('V3', 'to-trung-tam', '["vneid"]', '[]', 'done'),
    asked('2026-07-02', 'procedure', 'Hộ tịch', 7n, 0n),
    asked('2026-07-02', 'procedure', '', 2n, 2n),
    asked('2026-08-02', 'procedure', 'Chứng thực', 4n, 0n),
    asked('2026-08-02', 'out_of_scope', '', 3n, 1n),
    asked('2026-10-02', 'procedure', 'Hộ tịch', 50n, 0n),
    slip('1', 'tthc', { time: 'early', visits: 'none', bodies: 'none', public: 'both', attitude: 'good' }),
    slip('2', 'tthc', { time: 'late', visits: 'once', bodies: 'more', public: 'unknown', attitude: 'fair' }),
    slip('3', 'unit', { seats: '4', polite: '5', tells: '3' }),
  ])
  return desk
}

describe('more figures', () => {
  it('tell what was asked and answered, by field, without a word of it', async () => {
    const { figures, reports, unit } = await answered()
    const told = await figures(QUARTER)
    const n = (key: string) => told[`outreach.${key}`]?.value
    expect([n('questions'), n('answered'), n('unanswered'), n('elsewhere')]).toEqual([16, 13, 3, 3])
    const rows = await reports.rows(unit, 'outreach.questions', QUARTER, 'numerator', { limit: 50, offset: 0 })
    expect(rows.rows.reduce((sum, { asked }) => sum + Number(asked), 0)).toBe(16)
  })

  it('give the mean points of what was answered, and a class with what is missing named', async () => {
    const { figures } = await answered()
    const told = await figures(QUARTER)
    const points = (key: string) => told[`assessment.${key}`]?.value
    expect([points('index-1'), points('index-3'), points('index-4'), points('index-6'), points('index-7')]).toEqual([
      1, 1.5, 1, 2, 1.5,
    ])
    expect([points('factor-access'), points('factor-staff'), points('factor-result'), points('factors')]).toEqual([
      4,
      5,
      null,
      4,
    ])
    const { total, text, missing } = assessed(new Map(Object.entries(told))) ?? {}
    // 1 + 1,5 + 1 + 2 + 1,5 + 2 (no petition at all)
    expect([total, text, missing]).toEqual([9, 'Khá', [2, 5, 9]])
  })

  it('count by the same items and points as the slips have', () => {
    const slip = survey('tthc')
    for (const { item, points } of Object.values(SLIP)) {
      const options = slip.items.find(({ id }) => id === item)?.options ?? []
      const scored = options.flatMap(({ id, score }) => (typeof score === 'number' ? [[id, score]] : []))
      expect(Object.fromEntries(scored)).toEqual(points)
    }
    const own = survey('unit')
    for (const [factor, { items }] of Object.entries(FACTORS))
      expect(own.items.filter((item) => item.factor === factor).map(({ id }) => id)).toEqual([...items])
    expect(own.scale?.map(({ id, score }) => [id, score])).toEqual([1, 2, 3, 4, 5].map((n) => [String(n), n]))
  })
})

describe('the report on propaganda', () => {
  it('tells by data what the phone service did, leaves the rest to people, and does not contradict itself', async () => {
    const { reports, state, unit } = await answered()
    const composer = createComposer({
      reports,
      clock: () => state.now,
      content: { ...content, reports: reportSettings, assist: sources().content.assist },
      procedures: async () => 1,
    })
    const own = new Map([['loudspeaker', 'Phát thanh 03 buổi.']])
    const text = await docxText(new Uint8Array(await toDocx(await composer.document(unit, 'outreach', QUARTER, own))))
    expect(text).toContain('Công tác tuyên truyền cải cách hành chính quý III năm 2026')
    expect(text).toContain('nhận 16 câu hỏi về thủ tục, trả lời được 13 câu; 03 câu chưa trả lời được')
    expect(text).toContain('Hộ tịch')
    expect(text).toContain('Gửi 02 tin tới người đăng ký nhận tin qua điện thoại, trong đó 01 tin tuyên truyền')
    expect(text).toContain('đã giao 03 lượt tin (Telegram 2; Zalo OA 1)')
    expect(text).toContain('giúp người dân 03 lượt, làm xong 02 lượt; giúp nộp hồ sơ trực tuyến 02 lượt')
    expect(text).toMatch(/Tổ thôn Đông\s+2\s+1\s+2\s+1/)
    expect(text).toContain('Phát thanh 03 buổi.')
    expect(text).toContain('kính báo cáo./.')
    expect(checkText(text)).toEqual([])
  })
})
