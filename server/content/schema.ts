import * as z from 'zod'
import type { Overrides } from './overrides.ts'
import type { AssistContent } from './schema-assist.ts'
import type { FeedbackContent } from './schema-feedback.ts'
import type { NoticesContent } from './schema-notices.ts'
import type { ReportSettings } from './schema-reports.ts'
import type { Survey } from './schema-survey.ts'
import type { Theme } from './schema-themes.ts'
import type { TriageFile } from './schema-triage.ts'

/** Working hours of a weekday: pairs of `HH:MM`. */
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const Window = z.tuple([Clock, Clock])

/** `content/unit.yaml`: the commune itself. */
export const Unit = z.object({
  code: z.string(),
  sample: z.boolean().default(false), // dữ liệu mẫu: shown on every face
  name: z.string(), // Xã …, Phường …
  province: z.string(),
  desk: z.object({
    name: z.string(),
    address: z.string(),
    hours: z.array(z.string()).min(1),
    map: z.string().optional(),
  }),
  police: z.object({
    name: z.string(),
    address: z.string(),
    phone: z.string(),
    hours: z.array(z.string()).optional(),
  }),
  hotlines: z.array(z.object({ label: z.string(), phone: z.string(), note: z.string().optional() })).min(1),
  portal: z.object({ url: z.url(), helpline: z.string() }),
  working: z.object({
    windows: z.array(Window).min(1), // giờ làm việc in the day
    weekdays: z.array(z.number().int().min(0).max(6)).min(1), // 1 = Monday
    handoverCutoff: Clock, // nhận sau giờ này thì chuyển vào đầu ngày làm việc sau
  }),
  dossiers: z.object({ supplement: z.enum(['restart', 'pause']) }),
  reception: z.array(z.string()).default([]), // lịch tiếp công dân, as shown
  hamlets: z.array(z.string()).default([]), // thôn, tổ dân phố, to choose from
  channels: z
    .object({
      telegram: z.string().optional(), // username of the bot
      zaloOa: z.string().optional(), // id of the Official Account
      zaloBot: z.url({ protocol: /^https$/ }).optional(), // address at which the bot's chat opens
      miniApp: z.string().optional(), // id of the Zalo mini-app
    })
    .default({}),
})
export type Unit = z.infer<typeof Unit>

/** `content/calendar.yaml`: days off and swapped working days, each with its source. */
export const CalendarDay = z.object({
  date: z.iso.date(),
  kind: z.enum(['off', 'work']),
  name: z.string(),
  status: z.enum(['official', 'statutory', 'unverified', 'estimate']),
  source: z.string(),
})
export const CalendarFile = z.object({ days: z.array(CalendarDay) })
export type CalendarDay = z.infer<typeof CalendarDay>

const When = z.record(z.string(), z.array(z.string()).min(1))

/** A typed question of "Trường hợp của tôi". `when`: keys are AND, list members are OR. */
export const CaseQuestion = z.object({
  id: z.string(),
  ask: z.string(),
  help: z.string().optional(),
  when: When.optional(),
  options: z.array(z.object({ id: z.string(), label: z.string() })).min(2),
})
export const GuidePaper = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['submit', 'show', 'skip']),
  copies: z.string().optional(),
  note: z.string().optional(),
  when: When.optional(),
})
const Phrasings = z.record(z.string(), z.array(z.string()))
const Source = z.object({ title: z.string(), date: z.string().optional(), url: z.string().optional() })
const Fact = z.object({ value: z.string(), source: z.string() })

/** Front matter of `content/guides/<code>.md`, plus its sections by heading. */
export const Guide = z.object({
  code: z.string(),
  title: z.string(),
  covers: z.array(z.string()).default([]),
  events: z.array(z.string()).default([]),
  desk: z.string(),
  summary: z.string(),
  reviewed: z.object({
    decision: z.string().nullable(),
    at: z.string(),
    by: z.string(),
    facts: z.string().optional(), // the record's fingerprint when this was last read against it
  }),
  effectiveFrom: z.string().nullish(),
  effectiveTo: z.string().nullish(),
  effectiveNote: z.string().nullish(),
  sources: z.array(Source).min(1),
  facts: z.array(Fact).default([]),
  time: z.array(z.string()).default([]),
  fee: z.array(z.string()).default([]),
  questions: z.array(CaseQuestion).default([]),
  papers: z.array(GuidePaper).default([]),
  outcomes: z.array(z.object({ when: When, text: z.string(), goto: z.string().optional() })).default([]),
  mistakes: z.array(z.string()).default([]),
  neighbours: z.array(z.object({ code: z.string(), ask: z.string() })).default([]),
  phrasings: Phrasings,
  sections: z.record(z.string(), z.string()).default({}),
})
export type Guide = z.infer<typeof Guide>

/** `content/topics/<slug>.md`: a how-to that is no procedure. */
export const Topic = z.object({
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  events: z.array(z.string()).default([]),
  codes: z.array(z.string()).default([]),
  reviewed: z.object({ decision: z.string().nullish(), at: z.string(), by: z.string() }),
  sources: z.array(Source).min(1),
  facts: z.array(Fact).default([]),
  phrasings: z.union([Phrasings, z.array(z.string())]),
  sections: z.record(z.string(), z.string()).default({}),
})
export type Topic = z.infer<typeof Topic>

/** `content/elsewhere.yaml`: matters of other bodies and the right door. */
export const Elsewhere = z.object({
  id: z.string(),
  name: z.string(),
  body: z.string(),
  how: z.string(),
  code: z.string().optional(),
  source: z.string(),
  phrasings: z.array(z.string()),
})
export type Elsewhere = z.infer<typeof Elsewhere>

/** `content/vocabulary.yaml`: words people type → standard words. Keys and values in plain Vietnamese. */
export const Vocabulary = z.object({
  abbreviations: z.record(z.string(), z.string()), // cccd → căn cước công dân
  dialect: z.record(z.string(), z.string()), // mần → làm
  synonyms: z.record(z.string(), z.string()), // sổ hồng → giấy chứng nhận quyền sử dụng đất
  classes: z.record(z.string(), z.array(z.string())).default({}), // words of one kind: countries, illnesses, shops
})
export type Vocabulary = z.infer<typeof Vocabulary>

/** `content/sayings/*.yaml`, taken together: what people say that is no procedure, from which intents and facets are learned. */
export const Sayings = z.object({
  /** `intent/topic` → sayings. */
  intents: z.record(z.string().regex(/^[a-z_]+\/[a-z-]+$/), z.array(z.string())).default({}),
  /** facet, or `none` → sayings. */
  facets: z.record(z.string(), z.array(z.string())).default({}),
})
export type Sayings = z.infer<typeof Sayings>

/** `content/messages.yaml`: sentences by dotted key; a value may have `{holes}`. */
export const Messages = z.record(z.string(), z.string())
export type Messages = z.infer<typeof Messages>

/** `content/help/*.md`: what a page of the console is for and how it is done. */
export const HelpPage = z.object({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  summary: z.string(),
  order: z.number(),
  sections: z.record(z.string(), z.string()).default({}),
})
export type HelpPage = z.infer<typeof HelpPage>

/** Everything in `content/` except the catalogue, checked. */
export type Content = {
  unit: Unit
  calendar: CalendarDay[]
  guides: Guide[]
  topics: Topic[]
  elsewhere: Elsewhere[]
  phrasings: Record<string, string[]>
  vocabulary: Vocabulary
  sayings: Sayings
  /** What the commune's own province sets, or null. */
  overrides: Overrides | null
  messages: Messages
  /** Help of the console. */
  help: HelpPage[]
  /** Clocks, departments and templates of the hotline. */
  feedback: FeedbackContent
  /** `content/notices.yaml`: when people are told, and of what. */
  notices: NoticesContent
  /** `content/triage.yaml`: by which words reports are told apart by law. */
  triage: TriageFile
  /** `content/themes.yaml`: what people write about in surveys. */
  themes: Theme[]
  /** `content/reports.yaml`: periods, targets and the form of documents. */
  reports: ReportSettings
  surveys: Survey[]
  assist: AssistContent
  /** `content/intents.yaml` as read; the conversation, whose words they are, checks it. */
  intents: unknown
}
