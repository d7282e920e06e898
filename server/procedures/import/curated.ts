import * as z from 'zod'
import { clean } from '../../kernel/text.ts'
import { type CaseTime, type Channel, Code, type Fee, type Method } from '../schema.ts'
import { bodiesOf, levelsIn, provinceName } from './bodies.ts'
import { toDay } from './dates.ts'
import { documentNumber } from './documents.ts'
import { type Draft, distinct, emptyDraft, type Warning } from './draft.ts'
import { feeLines } from './fees.ts'
import { shorten } from './paper-names.ts'
import { paperGroup } from './papers.ts'
import { timesOf, unitInWords, unitOf } from './times.ts'
import { capAt, unbullet } from './words.ts'

const text = z.string().nullish()

/** A record gathered and condensed by hand, with how far it was verified. Its `own_knowledge` is not a source and is not read. */
export const CuratedRecord = z.object({
  code: Code,
  name: z.string().min(1),
  field: text,
  scope: text,
  level: text,
  decision_no: text,
  decision_date: text,
  competent_body: text,
  applicants: z.array(z.string()).nullish(),
  processing_time: text,
  processing_days: z.object({ value: z.number(), unit: z.string() }).nullish(),
  submission_methods: z
    .array(
      z.object({
        method: text,
        time: text,
        qty: z.union([z.number(), z.string()]).nullish(),
        unit: text,
        description: text,
      }),
    )
    .nullish(),
  documents: z
    .array(
      z.object({
        group: text,
        items: z.array(
          z.object({
            name: z.string(),
            original: z.number().nullish(),
            copy: z.number().nullish(),
            form_files: z.unknown(),
            is_note: z.boolean().nullish(),
          }),
        ),
      }),
    )
    .nullish(),
  fees: z.array(z.object({ method: text, type: text, amount_vnd: z.number().nullish(), text })).nullish(),
  result: z.union([z.array(z.string()), z.string()]).nullish(),
  legal_basis: z.array(z.object({ no: text, title: text })).nullish(),
  is_full_process_flag: z.boolean().nullish(),
  portal_url: text,
  source: z.object({ snapshot_date: text, portal_updated_at: text }),
  verification: z.enum([
    'full-record',
    'full-record-condensed',
    'partial-record',
    'catalog-only',
    'decision-list-only',
  ]),
  notes: z.array(z.string()).nullish(),
})
export type CuratedRecord = z.infer<typeof CuratedRecord>

const CHANNELS: Record<string, Channel> = { DIRECT: 'direct', ONLINE: 'online', POSTAL: 'post' }

/** Reads the facts of a hand-gathered record; a mere name counts as a row of the list. */
export function readCurated(record: CuratedRecord): Draft {
  const nameOnly = record.verification === 'catalog-only' || record.verification === 'decision-list-only'
  const date = toDay(record.source.snapshot_date)
  const { methods, warnings } = methodsOf(record, date)
  const papers = (record.documents ?? []).map((group) =>
    paperGroup(
      group.group ?? '',
      group.items
        .filter((item) => !item.is_note)
        .map((item) => ({ name: item.name, original: item.original ?? 0, copy: item.copy ?? 0 })),
    ),
  )
  const updated = toDay(record.source.portal_updated_at)
  const { agency, warnings: onBodies } = bodiesOf((record.competent_body ?? '').split(/;\s*/))
  const province = provinceName(/SPECIFIC/.test(record.scope ?? '') ? (record.scope ?? '').replace(/^.*:\s*/, '') : '')
  const decided = toDay(record.decision_date)
  const number = clean(record.decision_no ?? '')
  const doubts = casesDiffer(record, methods)
  return {
    ...emptyDraft(nameOnly ? 'catalog' : 'curated', record.code, clean(record.name)),
    ...(nameOnly ? { weak: true } : {}),
    ...(record.field ? { field: clean(record.field) } : {}),
    ...(record.scope ? { scope: province ? { province } : 'national' } : {}),
    levels: record.level ? levelsIn(record.level) : nameOnly ? levelsIn(record.competent_body ?? '') : [],
    ...(agency ? { agency } : {}),
    applicants: distinct((record.applicants ?? []).map(clean)),
    methods,
    ...(nameOnly || typeof record.is_full_process_flag !== 'boolean'
      ? {}
      : { fullyOnline: record.is_full_process_flag }),
    papers: papers.map((paper) => paper.group).filter((group) => group !== null),
    results: distinct([record.result ?? []].flat().map((name) => capAt(shorten(unbullet(name)), 160))),
    legalBasis: distinct((record.legal_basis ?? []).flatMap((law) => documentNumber(law.no ?? ''))),
    decision: number ? { number, ...(decided ? { date: decided } : {}) } : null,
    ...(record.portal_url ? { url: record.portal_url } : {}),
    ...(date ? { date } : {}),
    ...(updated ? { updated } : {}),
    warnings: [
      ...onBodies,
      ...warnings,
      ...papers.flatMap((paper) => paper.warnings),
      ...(doubts ? [{ about: 'times' as const, text: 'thời hạn của trường hợp dịch vụ trái với cách nộp' }] : []),
    ],
    uncertain: [
      ...(doubts ? (['times'] as const) : []),
      ...(methods.some((method) => method.fees.some((fee) => fee.disputed)) ? (['fees'] as const) : []),
    ],
  }
}

function methodsOf(record: CuratedRecord, day: string | undefined): { methods: Method[]; warnings: Warning[] } {
  const methods = new Map<Channel, Method>()
  const warnings: Warning[] = []
  for (const raw of record.submission_methods ?? []) {
    const channel = CHANNELS[raw.method ?? '']
    if (!channel) continue
    const method = methods.get(channel) ?? { channel, times: [], fees: [] }
    const read =
      raw.qty !== null && raw.qty !== undefined
        ? timesOf(raw.qty, unitOf(raw.unit), raw.description ?? '')
        : { times: writtenTimes(raw.time ?? '', record.processing_time ?? ''), warnings: [] }
    method.times = distinct([...method.times, ...read.times])
    warnings.push(...read.warnings)
    methods.set(channel, method)
  }
  const days = record.processing_days
  for (const method of methods.values()) {
    if (days && days.value > 0 && method.times.length === 0)
      method.times = [{ value: days.value, unit: unitInWords(days.unit) }]
  }
  for (const raw of record.fees ?? []) {
    const named = CHANNELS[raw.method ?? '']
    const type = clean(raw.type ?? '').toLowerCase()
    const kind: Fee['kind'] = type === 'lệ phí' ? 'fee' : type === 'phí' ? 'charge' : 'unknown'
    for (const channel of named ? [named] : [...methods.keys()]) {
      const method = methods.get(channel)
      if (!method || /USD/.test(raw.text ?? '')) continue
      const lines = feeLines({
        value: raw.amount_vnd ?? 0,
        kind,
        text: freeWords(raw),
        channel,
        ...(day ? { day } : {}),
      })
      method.fees = distinct([...method.fees, ...lines.fees])
      warnings.push(...lines.warnings)
    }
  }
  return { methods: [...methods.values()], warnings: distinct(warnings) }
}

/** `03 ngày làm việc; phải xác minh: không quá 05 ngày làm việc`, `7 ngày làm việc (chưa có thẻ)`. */
function writtenTimes(words: string, general: string): CaseTime[] {
  return clean(words)
    .split(';')
    .flatMap((part) => {
      const match =
        /^\s*(?:([^:\d]{3,60}):\s*)?(?:không quá )?(\d+(?:[.,]\d+)?)\s*(ngày làm việc|ngày|giờ|tháng)\s*(?:\(([^)]*)\))?\s*$/iu.exec(
          part,
        )
      const condition = match?.[1] ?? match?.[4]
      const times = match ? timesOf(match[2], unitInWords(match[3] ?? ''), condition ? '' : general).times : []
      return times.map((time) => (condition ? { ...time, condition: clean(condition) } : time))
    })
}

/** Whether the record says that the service's own case has another time: `bản ghi dịch vụ .01 còn ghi 5 ngày làm việc`. */
function casesDiffer(record: CuratedRecord, methods: Method[]): boolean {
  if ((record.notes ?? []).some((note) => /MÂU THUẪN/.test(note))) return true
  const match =
    /(?:dịch vụ|trường hợp) [\d.]+ (?:vẫn |còn )?(?:ghi|khai) (\d+)\s*(ngày làm việc|WORKING_DAY|ngày|DAY)?/.exec(
      record.processing_time ?? '',
    )
  if (!match) return false
  const unit = match[2] === undefined ? null : /WORKING|làm việc/.test(match[2]) ? 'working-day' : 'day'
  const times = methods.flatMap((method) => method.times)
  return (
    times.length > 0 &&
    !times.some(
      (time) => time.value === Number(match[1]) && (unit === null || unit === time.unit || match[2] === 'ngày'),
    )
  )
}

// `Cấp thẻ lần đầu …: không thu` is an exemption
function freeWords({
  amount_vnd,
  text: words,
}: {
  amount_vnd?: number | null | undefined
  text?: string | null | undefined
}): string {
  const match = amount_vnd === 0 ? /^(.{3,160}): không thu$/i.exec(words ?? '') : null
  return match ? `Không thu: ${match[1]}` : (words ?? '')
}
