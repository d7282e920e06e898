import * as z from 'zod'

export { choose as chooseNotice, type NoticePress, noticePress } from './rules/choices.ts'
export { readFollow } from './rules/follow-code.ts'
export { readerOf } from './rules/reader.ts'

/** A chat that can be written to. */
export type ChatRef = { channel: string; chat: string }

/** A code by which a chat follows a dossier, and where it may be sent from: as far as those channels are on and named. */
export const FollowLink = z.object({
  /** To be sent as it stands, in any of the commune's chats. */
  text: z.string(),
  code: z.string(),
  /** Left out for who holds nothing but the code. */
  dossier: z.string().exactOptional(),
  expiresAt: z.string(),
  telegram: z.string().exactOptional(),
  zaloOa: z.object({ id: z.string(), url: z.string() }).exactOptional(),
  zaloBot: z.string().exactOptional(),
})
export type FollowLink = z.infer<typeof FollowLink>

/** What a notice is about. */
export const Topic = z.enum([
  'received', // đã tiếp nhận
  'papers', // cần bổ sung giấy tờ
  'paying', // cần thực hiện nghĩa vụ tài chính
  'ready', // có kết quả
  'waiting-result', // có kết quả nhiều ngày chưa nhận
  'soon', // sắp đến hẹn
  'late', // quá hẹn: xin lỗi
  'new-date', // hẹn lại
  'ended', // từ chối, rút, dừng
  'returned', // đã trả: hỏi đã nhận chưa
  'survey', // mời chấm điểm sau khi nhận kết quả
  'feedback', // bước của phản ánh
  'news', // tin của xã
  'warning', // cảnh báo được gửi cả trong giờ yên tĩnh
])
export type Topic = z.infer<typeof Topic>

/** Where a message of the outbox stands. */
export const State = z.enum([
  'created',
  'sending',
  'delivered', // handed over to the channel
  'temporary', // failed, is tried again
  'exhausted', // failed at every try
  'permanent', // refused for good
  'window-closed', // the channel lets nobody write first any more
  'unconfirmed', // may have arrived
  'dropped', // not wanted any more
])
export type State = z.infer<typeof State>

/** What is neither under way nor handed over: people have to call. */
export const Unsent = State.extract(['exhausted', 'permanent', 'window-closed', 'unconfirmed'])
export type Unsent = z.infer<typeof Unsent>

export const Choice = z.object({ id: z.string(), label: z.string() })
export type Choice = z.infer<typeof Choice>
/** A notice as its reader sees it; the channel draws it. */
export const Message = z.object({
  text: z.string(),
  choices: z.array(Choice).default([]),
  /** A picture that goes along where the channel shows pictures: of which news, and its public address if there is one. */
  picture: z.object({ news: z.string(), url: z.string().nullable() }).exactOptional(),
})
export type Message = z.infer<typeof Message>

/** What became of a call to a channel. */
export type Outcome =
  | { kind: 'delivered' }
  /** The channel itself asked to wait; this counts as no try. `alone`: for this message only, others may go on leaving. */
  | { kind: 'asked-to-wait'; seconds: number; alone?: true }
  /** Surely not delivered; worth another try. */
  | { kind: 'temporary'; error: string }
  | { kind: 'permanent'; error: string }
  | { kind: 'window-closed'; error: string }
  /** The line broke after the call went out: it may have arrived. */
  | { kind: 'unknown'; error: string }

/** How fast a channel may be used: in any second at most `burst + perSecond` messages, and one a chat in `chatMs`. */
export type Pace = { perSecond: number; burst: number; chatMs: number }

/** A channel that carries notices. `longest`: UTF-16 units of one message, or what `weigh` counts. */
export type Carrier = {
  channel: string
  longest: number
  /** What of `longest` a message takes where its choices stand in the text. */
  weigh?(message: Message): number
  /** Choices are picked by typing their number: the last ones that a chat was shown are kept for the conversation. */
  numbered?: boolean
  pace: Pace
  /** Whether the channel answers at all. Asked while in doubt, so that a dead line costs no notice its certainty. */
  answers(): Promise<boolean>
  /** Whether this chat gets one notice a call now, instead of several joined. Never throws. */
  alone?(chat: string): Promise<boolean>
  /** `about`: what the first of the joined notices is about. */
  send(chat: string, message: Message, about: About): Promise<Outcome>
}

/** What a notice is about: its topic and the code of the dossier, case or piece of news; '' = none. */
export type About = { topic: string; subject: string }

/** Seals what rests; `place` is bound in. `unseal` gives null when it was sealed elsewhere. */
export type Vault = {
  seal(place: string, text: string): Promise<string>
  unseal(place: string, sealed: string): Promise<string | null>
}

/** A dossier as notices know it. Moments are ISO-8601 with +07:00. */
export type Followed = {
  code: string
  state: string
  procedureName: string | null
  department: string | null
  due: { at: string; timed: boolean } | null
  finished: { at: string; timed: boolean } | null
  returned: { at: string; timed: boolean } | null
}
/** A change of a dossier that is about to be written; `guard` is the condition under which it was. */
export type DossierChange = {
  before: Followed | null
  after: Followed
  guard: { sql: string; args: Array<string | number | bigint | null> }
}

const Tally = {
  total: z.number().int(),
  delivered: z.number().int(),
  quick: z.number().int(),
  failed: z.number().int(),
  underway: z.number().int(),
  share: z.number().nullable(),
}
export const ChannelTally = z.object({ channel: z.string(), ...Tally })
export type ChannelTally = z.infer<typeof ChannelTally>
/** One day of `GET /api/status`: counts only. `share`: of those handed over, how many within ten seconds; null = none. */
export const StatusDay = z.object({ day: z.string(), ...Tally, channels: z.array(ChannelTally) })
export type StatusDay = z.infer<typeof StatusDay>

/** A line of the call list: what could not be sent. No name, no chat. */
export type UnsentLine = {
  seq: string
  channel: string
  topic: Topic
  subject: string
  state: Unsent
  error: string | null
  attempts: number
  createdAt: string
  settledAt: string | null
  /** It can be sent again: its words and its chat are still known. */
  again: boolean
}
