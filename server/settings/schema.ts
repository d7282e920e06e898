import * as z from 'zod'
import { CalendarDay, Unit } from '../content/schema.ts'
import { FeedbackContent } from '../content/schema-feedback.ts'
import { ReportSettings } from '../content/schema-reports.ts'

const SECTIONS = ['desk', 'hotlines', 'hours', 'clocks', 'reports', 'hamlets'] as const
/** What is set and kept together: a part of the commune's settings, or the days off of one year. */
export type Section = (typeof SECTIONS)[number] | `calendar-${number}`
export const Section = z.custom<Section>(
  (value) => typeof value === 'string' && /^(desk|hotlines|hours|clocks|reports|hamlets|calendar-20\d\d)$/.test(value),
)

const NEEDED = 'Xin điền mục này.'
const line = (schema: z.ZodString, max = 200) => schema.min(1, NEEDED).max(max, `Dài quá ${max} ký tự.`)
const Phone = Unit.shape.police.shape.phone
  .min(1, NEEDED)
  .refine(isPhone, 'Số điện thoại chưa đúng, ví dụ 0255 000 0001 hoặc 113.')

/** A number that can be dialled: digits, with the usual marks between them. */
function isPhone(text: string): boolean {
  return text === '' || (/^\+?[\d .()-]+$/.test(text) && /^\d{3,13}$/.test(text.replace(/\D/g, '')))
}

/** Refuses a second one of what must be there once; the message lands on the later one. */
function once<T>(key: (one: T) => string, field: string | null, message: string) {
  return (list: T[], context: z.RefinementCtx<T[]>) => {
    const seen = new Set<string>()
    for (const [at, one] of list.entries()) {
      if (seen.has(key(one)))
        context.addIssue({ code: 'custom', message, path: field === null ? [at] : [at, field], input: list })
      seen.add(key(one))
    }
  }
}

const shown = (list: z.ZodArray<z.ZodString>) => list.max(20, 'Nhiều nhất 20 dòng.')
const desk = Unit.shape.desk.shape

/** Where and when the one-stop desk is open, as people read it. */
export const DeskValue = z.strictObject({
  name: line(desk.name),
  address: line(desk.address),
  map: z
    .url('Đường dẫn chưa đúng, bắt đầu bằng https://.')
    .regex(/^https:\/\//, 'Đường dẫn chưa đúng, bắt đầu bằng https://.')
    .optional(),
  hours: z
    .array(line(desk.hours.element))
    .min(1, 'Xin ghi ít nhất một dòng giờ làm việc.')
    .max(20, 'Nhiều nhất 20 dòng.'),
  reception: shown(z.array(line(z.string()))),
})

const hotline = Unit.shape.hotlines.element.shape
const police = Unit.shape.police.shape
/** Whom to call, in this order; the police for residence and identity papers. */
export const HotlinesValue = z.strictObject({
  hotlines: z
    .array(z.strictObject({ label: line(hotline.label, 80), phone: Phone, note: line(z.string(), 100).optional() }))
    .min(1, 'Cần ít nhất một đường dây nóng.')
    .max(20, 'Nhiều nhất 20 đường dây.')
    .superRefine(once(({ label }) => label, 'label', 'Tên này đã có ở trên.')),
  police: z.strictObject({
    name: line(police.name),
    address: line(police.address),
    phone: Phone,
    hours: shown(z.array(line(z.string()))).optional(),
  }),
})

const working = Unit.shape.working.shape
/** The working windows that every deadline is counted by. */
export const HoursValue = z
  .strictObject({
    windows: z
      .array(working.windows.element)
      .min(1, 'Cần ít nhất một khoảng giờ làm việc.')
      .max(6, 'Nhiều nhất 6 khoảng.'),
    weekdays: z.array(working.weekdays.element).min(1, 'Chọn ít nhất một ngày trong tuần.'),
    handoverCutoff: working.handoverCutoff,
  })
  .superRefine(({ windows, handoverCutoff }, context) => {
    const issue = (path: Array<string | number>, message: string) =>
      context.addIssue({ code: 'custom', path, message, input: windows })
    const sorted = windows.map(([from, to], at) => ({ from, to, at })).sort((a, b) => a.from.localeCompare(b.from))
    for (const [i, { from, to, at }] of sorted.entries()) {
      const before = sorted[i - 1]
      if (from >= to) issue(['windows', at, 1], 'Giờ kết thúc phải sau giờ bắt đầu.')
      else if (before && before.to > from) issue(['windows', at, 0], `Chồng lên khoảng ${before.from}–${before.to}.`)
    }
    const [opens, closes] = [sorted[0]?.from ?? '', sorted.at(-1)?.to ?? '']
    if (handoverCutoff < opens || handoverCutoff > closes)
      issue(['handoverCutoff'], `Giờ chốt nhận phải trong khoảng từ ${opens} đến ${closes}.`)
  })

/** Days off and swapped working days of one year. */
export function calendarValue(year: string) {
  return z.strictObject({
    days: z
      .array(
        z.strictObject({
          ...CalendarDay.shape,
          date: CalendarDay.shape.date.refine((day) => day.startsWith(year), `Ngày phải thuộc năm ${year}.`),
          name: line(CalendarDay.shape.name, 150),
          source: line(CalendarDay.shape.source),
        }),
      )
      .max(80, 'Nhiều nhất 80 ngày.')
      .superRefine(once(({ date }) => date, 'date', 'Ngày này đã có ở trên.')),
  })
}

const clock = FeedbackContent.shape.clocks.valueType
const department = FeedbackContent.shape.departments.element.shape
/** How long an answer may take, by kind, and who handles it. */
export const ClocksValue = z.strictObject({
  clocks: z.record(
    FeedbackContent.shape.clocks.keyType,
    clock
      .extend({ source: line(clock.shape.source, 300) })
      .refine(({ answer, transfer }) => transfer === null || transfer <= answer, {
        path: ['transfer'],
        message: 'Thời hạn chuyển không được dài hơn thời hạn trả lời.',
      }),
  ),
  departments: z.array(
    z.strictObject({ id: department.id, name: line(department.name, 100), phone: Phone.optional() }),
  ),
})

const target = ReportSettings.shape.targets.element.shape
const { signer, recipients } = ReportSettings.shape.document.shape
/** What reports are measured against, and how they are signed. */
export const ReportsValue = z.strictObject({
  periods: ReportSettings.shape.periods.extend({ source: line(z.string(), 300) }),
  targets: z
    .array(
      z.strictObject({
        indicator: line(target.indicator),
        atLeast: target.atLeast.min(0, 'Tỷ lệ từ 0 đến 100.').max(100, 'Tỷ lệ từ 0 đến 100.'),
        source: line(target.source, 300),
        verified: target.verified,
      }),
    )
    .max(60, 'Nhiều nhất 60 chỉ tiêu.')
    .superRefine(once(({ indicator }) => indicator, 'indicator', 'Chỉ số này đã có ở trên.')),
  signer: signer.extend({
    authority: line(signer.shape.authority),
    title: line(signer.shape.title),
    name: signer.shape.name.max(100, 'Dài quá 100 ký tự.'),
  }),
  recipients: z.array(line(recipients.element)).min(1, 'Cần ít nhất một nơi nhận.').max(30, 'Nhiều nhất 30 nơi nhận.'),
})

/** Thôn, tổ dân phố, to choose from. */
export const HamletsValue = z.strictObject({
  hamlets: z
    .array(line(z.string(), 100))
    .max(300, 'Nhiều nhất 300 thôn, tổ dân phố.')
    .superRefine(once((name) => name.toLowerCase(), null, 'Có tên ghi hai lần.')),
})

/** `edit`: as typed; `undo`: equals an older version; `file`: nothing is set any more. */
export const Origin = z.enum(['edit', 'undo', 'file'])
export type Origin = z.infer<typeof Origin>

/** One saved version of a section; `value` null = as the files say. */
export type Version = {
  section: Section
  version: number
  value: unknown
  origin: Origin
  undoOf: number | null
  actorName: string
  at: string
  note: string
}
/** The latest version of each section that was ever set. */
export type Settings = readonly Version[]
