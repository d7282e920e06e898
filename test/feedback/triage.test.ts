import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { Words } from '../../bot/conversation/rules/schema.ts'
import type { Memory, Understand } from '../../bot/conversation/types.ts'
import { createUnderstand } from '../../bot/conversation/understand/understand.ts'
import { readContent } from '../../server/content/read.ts'
import type { Content } from '../../server/content/schema.ts'
import { TriageFile } from '../../server/content/schema-triage.ts'
import { hearBy } from '../../server/feedback/hear.ts'
import { correctionLine, createTriage, TRIAGE_KINDS, type TriageOf } from '../../server/feedback/rules/triage/index.ts'
import { isClear } from '../../server/search/clear.ts'
import { readSearchFile } from '../../server/search/file.ts'
import { createSearch } from '../../server/search/search.ts'

const CONTENT = join(import.meta.dirname, '../../content')
const Kind = z.enum(TRIAGE_KINDS)
/** A line of the reviewed set. `mixed`: the kinds of all contents; `apart`: words that no report part may keep. */
const Case = z.strictObject({
  text: z.string(),
  kind: Kind,
  mixed: z.array(Kind).optional(),
  apart: z.string().optional(),
  tags: z.array(z.string()).default([]),
  chosen: Kind.optional(),
  about: z.string().optional(),
})
const cases = readFileSync(join(import.meta.dirname, 'triage-cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Case.parse(JSON.parse(line)))
const APART = ['denunciation', 'complaint']
const nothing: Memory = { procedure: null, facet: null, candidates: [], strikes: 0 }

let content: Content
let triage: TriageOf
/** By the words of the file alone, without what was learned. */
let byWords: TriageOf
let understand: Understand
beforeAll(() => {
  content = readContent(CONTENT)
  const bytes = readFileSync(join(CONTENT, 'search.bin'))
  const search = createSearch(readSearchFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)))
  triage = createTriage(content.triage, content.vocabulary, hearBy(search))
  byWords = createTriage(content.triage, content.vocabulary)
  const { elsewhere, topics } = content
  understand = createUnderstand({ words: Words.parse(content.intents), search, isClear, elsewhere, topics })
})

type Case = z.infer<typeof Case>
const inputOf = ({ text, chosen, about }: Case) => ({ text, ...(chosen && { chosen }), ...(about && { about }) })

function isRight(one: Case, of: TriageOf): boolean {
  const { kind, parts } = of(inputOf(one))
  const kinds = new Set<string>(parts.map((part) => part.kind))
  const kept = parts.filter((part) => !APART.includes(part.kind)).map(({ text }) => text)
  return (
    kind === one.kind &&
    (!one.mixed || (one.mixed.length === kinds.size && one.mixed.every((part) => kinds.has(part)))) &&
    (!one.apart || kept.every((text) => !text.includes(one.apart ?? '')))
  )
}
const wrong = (list: Case[], of: TriageOf) =>
  list.filter((one) => !isRight(one, of)).map(({ text, kind }) => `${kind}, not ${of({ text }).kind}: ${text}`)

describe('the reviewed set', () => {
  test('is large and hard enough', () => {
    const tagged = (tag: string) => cases.filter(({ tags }) => tags.includes(tag)).length
    expect(cases.length).toBeGreaterThanOrEqual(300)
    expect([tagged('hard') >= 60, tagged('mixed') >= 30]).toEqual([true, true])
    expect(new Set(cases.map(({ text }) => text)).size).toBe(cases.length)
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(TRIAGE_KINDS))
  })
  test.each(['denunciation', 'emergency'] as const)('no %s is missed', (kind) => {
    expect(
      wrong(
        cases.filter((one) => one.kind === kind),
        triage,
      ),
    ).toEqual([])
  })
  test('nothing of a denunciation or complaint stays in the report of a mixed message', () => {
    expect(
      wrong(
        cases.filter(({ apart }) => apart !== undefined),
        triage,
      ),
    ).toEqual([])
  })
  test('19 of 20 of all kinds are right', () => {
    const missed = wrong(cases, triage)
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(cases.length * 0.05)
  })
  test('the words alone carry nearly all of it', () => {
    const missed = wrong(cases, byWords)
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(cases.length * 0.05)
  })
})

describe('chat and triage agree', () => {
  test.each(['denunciation', 'emergency'] as const)(
    'what the triage calls %s goes no other way in the chat',
    async (kind) => {
      const own = cases.filter((one) => one.kind === kind && !one.mixed)
      const heard = await Promise.all(
        own.map(async ({ text }) => ({ text, intent: (await understand(text, nothing)).intent })),
      )
      const apart = heard.filter(({ intent }) => intent !== kind)
      // what the chat makes a report is triaged again by the feedback flow, so nothing is lost; the rest is named here
      const lost = apart.filter(({ intent }) => intent !== 'feedback').map(({ text, intent }) => `${intent}: ${text}`)
      expect(lost.length, lost.join('\n')).toBeLessThanOrEqual(own.length * 0.15)
    },
  )
})

describe('law', () => {
  test.each([
    ['tôi muốn khiếu nại vụ rác không ai dọn', 'field'],
    ['tôi khiếu nại quyết định xử phạt', 'complaint'],
    ['tôi tố cáo ông Trần Văn Bê nhận tiền của dân', 'denunciation'],
    ['cán bộ đòi 2 triệu mới ký giấy cho tôi', 'denunciation'],
    ['can bo doi 2tr moi ky', 'denunciation'],
    ['cán bộ đòi thêm giấy tờ, tôi đi lại bốn lần', 'conduct'],
  ])('%s', (text, kind) => {
    expect(triage({ text }).kind).toBe(kind)
  })

  test('a choice counts where the words leave room, and never makes a report of a denunciation', () => {
    const bribe = 'Cán bộ địa chính đòi tôi 5 triệu mới ký.'
    for (const chosen of ['field', 'conduct', 'suggestion', 'praise', 'question', 'regulation'] as const)
      expect(triage({ text: bribe, chosen }).kind).toBe('denunciation')
    expect(triage({ text: 'Cán bộ hẹn tôi ba lần mà chưa xong hồ sơ.', chosen: 'denunciation' }).kind).toBe(
      'denunciation',
    )
    expect(triage({ text: 'Hồ sơ của tôi bị trả lại, không giải thích.', chosen: 'complaint' }).kind).toBe('complaint')
    expect(triage({ text: 'Rác đầu ngõ không ai dọn.', chosen: 'denunciation' }).kind).toBe('field')
    expect(triage({ text: 'Mong xã lưu tâm giúp bà con xóm Đông.', chosen: 'suggestion' }).kind).toBe('suggestion')
  })

  test('whom it concerns is heard, and so is what is proposed', () => {
    expect(triage({ text: 'Đòi thêm 300 ngàn tiền mới chịu làm.', about: 'chị Lan cán bộ hộ tịch' }).kind).toBe(
      'denunciation',
    )
    const { parts } = triage({
      text: 'Đèn đường xóm 3 hỏng.',
      proposal: 'Đề nghị cách chức trưởng thôn vì ăn chặn tiền cứu trợ.',
    })
    expect(parts.map(({ kind }) => kind)).toEqual(['field', 'denunciation'])
  })

  test('reasons quote the words that decided, and those of a report quote nothing of a denunciation', () => {
    const text = 'Đèn đường hỏng cả tháng. Ngoài ra ông trưởng thôn ăn chặn tiền cứu trợ.'
    const { kind, parts, reasons } = triage({ text })
    expect(kind).toBe('field')
    expect(parts.map((part) => part.text)).toEqual([
      'Đèn đường hỏng cả tháng.',
      'Ngoài ra ông trưởng thôn ăn chặn tiền cứu trợ.',
    ])
    expect(reasons.join(' ')).toContain('“Đèn đường”')
    expect(reasons.join(' ')).not.toContain('ăn chặn')
    expect(reasons.at(-1)).toBe(content.triage.says.apart)
    expect(triage({ text: 'khiếu nại vụ rác đầu ngõ' }).reasons.join(' ')).toContain('khiếu nại')
  })

  test('what names the person beside a denunciation goes with it', () => {
    const text =
      'Rác đầu ngõ không ai dọn. Việc khác: tên ông ấy là Nguyễn Văn B. Ông ấy làm trưởng thôn. Ông ấy ăn chặn tiền hỗ trợ.'
    const kept = triage({ text }).parts.filter(({ kind }) => !APART.includes(kind))
    expect(kept.map((part) => part.text)).toEqual(['Rác đầu ngõ không ai dọn.'])
  })

  test('a hazard is urgent, a lamp is not', () => {
    expect(triage({ text: 'Dây điện đứt rơi giữa đường trước trường học.' })).toMatchObject({
      kind: 'field',
      urgent: true,
    })
    expect(triage({ text: 'Đèn đường xóm 3 tắt hai hôm.' })).toMatchObject({ kind: 'field', urgent: false })
    expect(triage({ text: 'Cháy nhà rồi, cứu với!' })).toMatchObject({ kind: 'emergency', urgent: true })
  })

  test('every letter of the text is in a part, once', () => {
    for (const { text } of cases.filter(({ kind }) => kind !== 'emergency')) {
      const kept = triage({ text })
        .parts.map((part) => part.text)
        .join('')
        .replace(/\s/g, '')
      expect([...kept].sort().join('')).toBe([...text.replace(/\s/g, '')].sort().join(''))
    }
  })

  test('empty, strange and very long texts have a kind', () => {
    for (const text of ['', '…', '🙏🙏', '12345', 'a'.repeat(4000), 'đèn đường hỏng, '.repeat(250)])
      expect(TRIAGE_KINDS).toContain(triage({ text }).kind)
  })
})

test('a correction is a line of the same form', () => {
  const line = correctionLine({ text: 'Loa phường ồn', chosen: 'question' }, 'field', 'question')
  expect(Case.parse(JSON.parse(line))).toMatchObject({ kind: 'field', tags: ['corrected', 'was:question'] })
})

test('a list that is not there is named', () => {
  const broken = structuredClone(content.triage)
  broken.kinds.field[0]?.with.push('khong-co')
  expect(TriageFile.safeParse(broken).error?.issues[0]).toMatchObject({
    path: ['kinds', 'field', 0, 'with'],
    message: expect.stringContaining('khong-co'),
  })
})
