import * as z from 'zod'

/** What may be registered. Khiếu nại and tố cáo are not among them: they have routes of their own (NĐ 20/2008 Đ.1). */
export const Kind = z.enum([
  'field', // phản ánh hiện trường
  'conduct', // phản ánh, kiến nghị về hành vi, thái độ, chậm trễ (NĐ 20/2008 Đ.5.1)
  'regulation', // phản ánh, kiến nghị về quy định, thủ tục hành chính (NĐ 20/2008 Đ.5.2–8)
  'suggestion', // góp ý
  'praise', // khen
  'question', // hỏi đáp
])
export type Kind = z.infer<typeof Kind>

/** What is guided to its own door and never kept. */
export const GuidedKind = z.enum(['complaint', 'denunciation', 'emergency'])
export type GuidedKind = z.infer<typeof GuidedKind>

export const State = z.enum(['new', 'assigned', 'waiting', 'closed', 'reopened', 'merged'])
export type State = z.infer<typeof State>

export const Outcome = z.enum([
  'resolved', // giải quyết
  'transferred', // chuyển cơ quan có thẩm quyền
  'refused', // từ chối có lý do
  'beyond', // ngoài thẩm quyền
  'unreachable', // không liên lạc được
])
export type Outcome = z.infer<typeof Outcome>

/** The door through which it came, kept for the report. */
export const Source = z.enum(['web', 'telegram', 'zalo', 'phone', 'letterbox', 'walk-in', 'paper', 'behalf'])
export type Source = z.infer<typeof Source>
/** Doors that staff enter by hand. */
export const DeskSource = Source.extract(['phone', 'letterbox', 'walk-in', 'paper', 'behalf'])
export type DeskSource = z.infer<typeof DeskSource>

export const Rating = z.enum(['like', 'dislike'])
export type Rating = z.infer<typeof Rating>

const line = (max: number) => z.string().trim().max(max, `không được quá ${max} ký tự`)

/** Where it happened; any part may be missing. Degrees. */
export const Place = z
  .object({
    text: line(300).optional(),
    hamlet: line(100).optional(), // thôn, tổ dân phố
    lat: z.number().min(-90).max(90).optional(),
    lng: z.number().min(-180).max(180).optional(),
  })
  .refine(({ lat, lng }) => (lat === undefined) === (lng === undefined), 'lat và lng phải có cả hai')
export type Place = z.infer<typeof Place>

const Contact = z.object({ kind: z.enum(['none', 'phone', 'chat']).default('none'), phone: line(30).optional() })
/** Separate consents, never given by silence (Luật 91/2025 Đ.9; NĐ 356/2025 Đ.6.3). */
const Consent = z.object({ publish: z.boolean().default(false), contact: z.boolean().default(false) })

/** What a citizen sends. What NĐ 20/2008 Đ.7 asks of a PAKN (name, address, phone) is optional: without it, it is an anonymous tip. */
export const Intake = z.object({
  text: z.string().trim().min(10, 'cần ít nhất 10 ký tự để cán bộ hiểu việc gì').max(4000, 'không được quá 4000 ký tự'),
  place: Place.optional(),
  happenedAt: line(100).optional(),
  about: line(300).optional(),
  dossierCode: line(60).optional(),
  proposal: line(2000).optional(),
  name: line(100).optional(),
  address: line(300).optional(),
  contact: Contact.default({ kind: 'none' }),
  consent: Consent.default({ publish: false, contact: false }),
  kind: z.union([Kind, GuidedKind]).optional(),
  emergencyCalled: z.boolean().optional(),
  onBehalf: z.boolean().optional(),
  website: z.string().max(200).optional(), // left empty by people, filled by programs
})
export type Intake = z.infer<typeof Intake>
export type IntakeInput = z.input<typeof Intake>

/** What staff enter from another door: the raw words unedited, a summary beside them (NĐ 20/2008 Đ.7), when it came. */
export const DeskIntake = Intake.omit({ website: true }).extend({
  source: DeskSource,
  summary: line(1000).optional(),
  receivedAt: z.iso.datetime({ offset: true }).optional(),
})
export type DeskIntake = z.infer<typeof DeskIntake>

/** A chat that can be written to. */
export type ChatRef = { channel: string; chat: string }
/** A photo that was cleaned and kept, not yet part of a case. */
export const PhotoRef = z.object({
  id: z.string(),
  type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  size: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
})
export type PhotoRef = z.infer<typeof PhotoRef>

const Handler = z.object({ name: z.string(), phone: z.string() })
/** An open public case nearby. `id` is its public number, good for following, never for looking in. Metres. */
export const Similar = z.object({
  id: z.string(),
  kind: Kind,
  text: z.string(),
  place: z.string(),
  state: State,
  stateText: z.string(),
  receivedAt: z.string(),
  dueAt: z.string().nullable(),
  distance: z.number().nullable(),
  follows: z.number().int(),
})
export type Similar = z.infer<typeof Similar>
const Separate = z.object({ kind: GuidedKind, title: z.string(), guidance: z.array(z.string()) })

/** The answer to an intake; the same key gives the same one again. */
export const Receipt = z.object({
  code: z.string(),
  secret: z.string(),
  link: z.string(),
  kind: Kind,
  kindText: z.string(),
  urgent: z.boolean(),
  reasons: z.array(z.string()),
  anonymous: z.boolean(),
  handler: Handler,
  receivedAt: z.string(),
  dueAt: z.string(),
  dueSource: z.string(),
  transferDueAt: z.string().optional(),
  next: z.array(z.string()),
  separate: z.array(Separate).optional(),
  similar: z.array(Similar).optional(),
})
export type Receipt = z.infer<typeof Receipt>

const Photo = z.object({ id: z.string(), url: z.string() })
export const Evidence = z.object({
  photos: z.array(z.string()).default([]), // file ids
  document: line(200).optional(), // số, ký hiệu văn bản
  template: z.string().optional(), // id of a reason in content/feedback.yaml
  body: line(200).optional(), // whom it was transferred to, or who is competent
})
export type Evidence = z.infer<typeof Evidence>
const EvidenceView = z.object({ photos: z.array(Photo), document: z.string().optional(), body: z.string().optional() })

/** What the holder of code and secret sees. `dueAt` is null while the clock stands still for the citizen's answer. */
export const CaseView = z.object({
  code: z.string(),
  kind: Kind,
  kindText: z.string(),
  status: State,
  statusText: z.string(),
  dueAt: z.string().nullable(),
  dueSource: z.string(),
  late: z.object({ workingDays: z.number().int() }).optional(),
  receivedAt: z.string(),
  handler: Handler,
  timeline: z.array(z.object({ at: z.string(), text: z.string() })),
  text: z.string(),
  photos: z.array(Photo),
  answer: z.string().optional(),
  outcome: Outcome.optional(),
  outcomeText: z.string().optional(),
  evidence: EvidenceView.optional(),
  closedAt: z.string().optional(),
  canReopen: z.boolean(),
  reopenUntil: z.string().optional(),
  canRate: z.boolean(),
  rating: Rating.optional(),
  questions: z.array(z.string()).optional(),
  anonymous: z.boolean(),
  next: z.string(),
})
export type CaseView = z.infer<typeof CaseView>

/** A line of the public register: nothing that identifies anyone. `id` is a public number. */
export const PublicCase = z.object({
  id: z.string(),
  kind: Kind,
  kindText: z.string(),
  text: z.string(),
  place: z.string(), // thôn, tổ dân phố only
  receivedAt: z.string(),
  closedAt: z.string(),
  outcome: Outcome,
  outcomeText: z.string(),
  answer: z.string(),
  handler: z.string(),
  likes: z.number().int(),
  dislikes: z.number().int(),
})
export type PublicCase = z.infer<typeof PublicCase>

/** What happened, append-only. `words` (a question, an answer, a note) are kept sealed beside the payload. */
export const EventKind = z.enum([
  'received',
  'claimed',
  'assigned',
  'transferred', // to another department of the commune
  'asked',
  'more', // from the citizen
  'noted', // internal
  'kind',
  'extended',
  'merged', // into another case
  'absorbed', // another case into this one
  'closed',
  'published',
  'unpublished',
  'reopened',
  'rated',
])
export type EventKind = z.infer<typeof EventKind>
export const By = z.enum(['citizen', 'staff', 'system'])
export type By = z.infer<typeof By>

/** Facts of an event. Moments are ISO-8601 +07:00. Which are there depends on the kind: `rules/replay.ts`. */
export const Payload = z.object({
  kind: Kind.optional(),
  urgent: z.boolean().optional(),
  source: Source.optional(),
  department: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  toName: z.string().optional(),
  due: z.string().optional(),
  transferDue: z.string().nullable().optional(),
  pauses: z.boolean().optional(),
  answers: z.boolean().optional(),
  photos: z.number().int().optional(),
  reason: z.string().optional(),
  days: z.number().int().optional(),
  into: z.string().optional(),
  code: z.string().optional(),
  outcome: Outcome.optional(),
  evidence: Evidence.optional(),
  level: z.number().int().optional(),
  rating: Rating.optional(),
})
export type Payload = z.infer<typeof Payload>
export const CaseEvent = z.object({
  seq: z.number().int(),
  at: z.string(),
  event: EventKind,
  by: By,
  actor: z.string().nullable(), // staff id
  actorName: z.string().nullable(),
  payload: Payload,
  words: z.string().nullable(),
})
export type CaseEvent = z.infer<typeof CaseEvent>

/** What the events add up to; kept in the row so that lists can be sorted. */
export const Facts = z.object({
  revision: z.number().int(), // seq of the last event
  kind: Kind,
  urgent: z.boolean(),
  state: State,
  level: z.number().int(), // 0 handler, 1 leader
  department: z.string(),
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  receivedAt: z.string(),
  dueAt: z.string(), // while waiting: as it was when the clock stopped
  transferDueAt: z.string().nullable(),
  clockFrom: z.string(), // reception or last reopening
  waitingSince: z.string().nullable(), // asked, and not answered yet
  paused: z.boolean(), // the clock stands still
  asked: z.number().int(),
  pausedDays: z.number().int(), // working days that the clock stood still in this round
  extendedDays: z.number().int(), // working days that a leader gave
  reopened: z.number().int(), // times
  closedAt: z.string().nullable(),
  outcome: Outcome.nullable(),
  publishedAt: z.string().nullable(),
  rating: Rating.nullable(),
  mergedInto: z.string().nullable(),
  updatedAt: z.string(),
})
export type Facts = z.infer<typeof Facts>

/** A case as staff see it in a list: `brief` is redacted; neither words nor identity. */
export const CaseRow = Facts.extend({
  unit: z.string(),
  code: z.string(),
  publicId: z.string(),
  source: Source,
  brief: z.string(),
  hamlet: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  dossierCode: z.string().nullable(),
  anonymous: z.boolean(),
  onBehalf: z.boolean(),
  consentPublish: z.boolean(),
  consentContact: z.boolean(),
  reasons: z.array(z.string()), // of the triage
})
export type CaseRow = z.infer<typeof CaseRow>

/** A case as figures need it. */
export const ReceivedCase = CaseRow.omit({ brief: true, lat: true, lng: true, reasons: true }).extend({
  lateDays: z.number().int().default(0),
})
export type ReceivedCase = z.infer<typeof ReceivedCase>

/** Words of a case, sealed at rest. `text` is what was said, unedited; `summary` an officer's. */
export const Matter = z.object({
  text: z.string(),
  summary: z.string().optional(),
  place: z.string().optional(),
  happenedAt: z.string().optional(),
  about: z.string().optional(),
  proposal: z.string().optional(),
})
export type Matter = z.infer<typeof Matter>
/** What lists show of a case, sealed at rest: its words redacted, and by which of them it has its kind. */
export const Brief = z.object({ text: z.string(), reasons: z.array(z.string()) })
export type Brief = z.infer<typeof Brief>
/** Who it came from, sealed at rest and apart; reading it is audited. */
export const Person = z.object({
  name: z.string().optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
  contact: z.enum(['none', 'phone', 'chat']),
  chat: z.object({ channel: z.string(), chat: z.string() }).optional(),
})
export type Person = z.infer<typeof Person>

/** Filters of the inbox. */
export const InboxQuery = z.object({
  show: z.enum(['open', 'new', 'mine', 'late', 'soon', 'waiting', 'reopened', 'closed', 'all']).default('open'),
  kind: Kind.optional(),
  department: z.string().optional(),
  source: Source.optional(),
  q: z.string().trim().max(100).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type InboxQuery = z.infer<typeof InboxQuery>

export const Reopening = z.object({
  secret: z.string().max(100),
  reason: line(2000).min(1, 'cần nói rõ còn gì chưa xong'),
})
export const RatingInput = z.object({ secret: z.string().max(100), rating: Rating, reason: line(1000).optional() })
