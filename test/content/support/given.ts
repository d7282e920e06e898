import { checkContent } from '../../../server/content/check/check.ts'
import { Exceptions } from '../../../server/content/check/exceptions.ts'
import { line } from '../../../server/content/check/fault.ts'
import type { Files } from '../../../server/content/check/files.ts'
import { ReviewedGuide } from '../../../server/content/check/review.ts'
import { Overrides } from '../../../server/content/overrides.ts'
import { Elsewhere, Sayings, Topic } from '../../../server/content/schema.ts'
import { Procedure } from '../../../server/procedures/schema.ts'

export const TODAY = '2026-11-21'

/** A record as the import writes it: 5 working days, 20.000 đồng, two papers. */
export function record(change: object = {}): Procedure {
  return Procedure.parse({
    code: '1.000001',
    name: 'Thủ tục cấp thẻ đò',
    field: 'Đường thủy',
    scope: 'national',
    levels: ['ward'],
    desk: 'one-stop',
    agency: 'UBND cấp xã',
    applicants: ['Cá nhân'],
    methods: [
      { channel: 'direct', times: [{ value: 5, unit: 'working-day' }], fees: [{ amount: 20_000, kind: 'fee' }] },
      { channel: 'online', times: [{ value: 5, unit: 'working-day' }], fees: [] },
    ],
    papers: [{ items: [{ name: 'Đơn đề nghị cấp thẻ đò theo Mẫu số 01' }, { name: 'Ảnh chân dung cỡ 4x6' }] }],
    results: ['Thẻ đò'],
    legalBasis: [],
    decision: { number: '10/QĐ-BXD' },
    status: 'in-force',
    source: { url: 'https://example.vn', date: '2026-07-18', completeness: 'full', kind: 'detail' },
    ...change,
  })
}

/** A second procedure, to point to. */
export const other = record({ code: '1.000002', name: 'Thủ tục đổi thẻ đò cho người từ đủ 70 tuổi', agency: undefined })

const REGISTERS = ['plain', 'short', 'chat', 'dialect', 'story']

/** A guide in which nothing is wrong. */
export function guide(change: object = {}) {
  return ReviewedGuide.parse({
    code: '1.000001',
    title: 'Làm thẻ đò',
    events: ['khac'],
    desk: 'one-stop',
    summary: 'Xin thẻ để chở khách qua sông.',
    reviewed: { decision: '10/QĐ-BXD', at: TODAY, by: 'công chức giao thông' },
    sources: [{ title: 'Cổng Dịch vụ công quốc gia' }],
    facts: [{ value: 'từ đủ 18 tuổi', source: 'Luật Đường thủy, Điều 5' }],
    time: ['5 ngày làm việc. Nộp sau 15 giờ thì tính từ hôm sau.'],
    fee: ['20.000 đồng một thẻ.'],
    questions: [
      { id: 'lan', ask: 'Làm lần thứ mấy?', options: options('dau', 'lai') },
      { id: 'mat', ask: 'Thẻ cũ có bị mất không?', when: { lan: ['lai'] }, options: options('co', 'khong') },
    ],
    papers: [
      { id: 'don', name: 'Đơn đề nghị cấp thẻ đò', kind: 'submit' },
      { id: 'anh', name: 'Ảnh chân dung', kind: 'submit', when: { lan: ['dau'] } },
    ],
    outcomes: [{ when: { mat: ['co'] }, text: 'Ghi rõ lý do mất thẻ.', goto: '1.000002' }],
    mistakes: ['Người lái chưa đủ 18 tuổi.'],
    neighbours: [{ code: '1.000002', ask: 'Đổi thẻ cho người từ đủ 70 tuổi?' }],
    phrasings: Object.fromEntries(
      REGISTERS.map((name) => [name, ['a', 'b', 'c', 'd', 'e'].map((x) => `${name} ${x}`)]),
    ),
    sections: { 'Dùng khi nào': 'Trước khi chở khách qua sông.' },
    ...change,
  })
}

/** The topic beside it. */
export function topic(change: object = {}) {
  return Topic.parse({
    slug: 'di-do',
    title: 'Đi đò an toàn',
    summary: 'Mặc áo phao.',
    codes: ['1.000001'],
    reviewed: { at: TODAY, by: 'công chức giao thông' },
    sources: [{ title: 'Luật Đường thủy' }],
    phrasings: ['đi đò có phải mặc áo phao không'],
    ...change,
  })
}

type Given = {
  guide?: object
  body?: string
  file?: string
  topic?: object
  phrasings?: Record<string, string[]>
  elsewhere?: object[]
  sayings?: object
  overrides?: unknown
  exceptions?: object
  record?: object
  today?: string
}

/** All findings in a content of one guide and one topic with the change made, as `level rule: file: where: what`. */
export function findings(given: Given = {}): string[] {
  const body = given.body ?? '## Dùng khi nào\nTrước khi chở khách qua sông.\n'
  const files: Files = {
    guides: [{ file: given.file ?? 'guides/1.000001.md', value: guide(given.guide), body }],
    topics: [{ file: 'topics/di-do.md', value: topic(given.topic), body: '' }],
    phrasings: given.phrasings ? [{ file: 'phrasings/do.yaml', value: given.phrasings, body: '' }] : [],
    elsewhere: Elsewhere.array().parse(given.elsewhere ?? []),
    sayings: given.sayings ? [{ file: 'sayings/do.yaml', value: Sayings.parse(given.sayings), body: '' }] : [],
    overrides: given.overrides
      ? [{ file: 'overrides/tinh-mau.yaml', value: Overrides.parse(given.overrides), body: '' }]
      : [],
    exceptions: Exceptions.parse(given.exceptions ?? {}),
    cutoff: '15:00',
    faults: [],
  }
  const catalogue = [record(given.record), other]
  const { faults } = checkContent(files, catalogue, [{ code: '1.000003' }], given.today ?? TODAY)
  return faults.map((fault) => `${fault.level} ${fault.rule}: ${line(fault)}`)
}

/** Options of a question by their ids. */
export function options(...ids: string[]) {
  return ids.map((id) => ({ id, label: id }))
}
