import * as z from 'zod'

/** news = tin · reform = tuyên truyền cải cách hành chính · warning = cảnh báo · quiz = tìm hiểu. */
export const Kind = z.enum(['news', 'reform', 'warning', 'quiz'])
export type Kind = z.infer<typeof Kind>

/** soạn → chờ duyệt → đã duyệt → đang gửi → đã gửi; hủy at any time before the end. */
export const State = z.enum(['draft', 'waiting', 'approved', 'sending', 'sent', 'cancelled'])
export type State = z.infer<typeof State>

export const MAX = {
  title: 150,
  text: 3000,
  link: 500,
  questions: 5,
  ask: 300,
  option: 150,
  options: 4,
  explain: 600,
} as const

const line = (max: number, what: string) =>
  z
    .string()
    .trim()
    .min(1, `Xin ghi ${what}.`)
    .max(max, `${what[0]?.toUpperCase()}${what.slice(1)} không quá ${max} ký tự.`)

/** A question of a quiz. `right`: which option, from 0. */
export const Question = z
  .object({
    ask: line(MAX.ask, 'câu hỏi'),
    options: z
      .array(line(MAX.option, 'lựa chọn'))
      .min(2, 'Mỗi câu cần ít nhất 2 lựa chọn.')
      .max(MAX.options, `Mỗi câu không quá ${MAX.options} lựa chọn.`),
    right: z.number().int().min(0),
    explain: z.string().trim().max(MAX.explain, `Giải thích không quá ${MAX.explain} ký tự.`).default(''),
  })
  .refine(({ options, right }) => right < options.length, { message: 'Xin chọn đáp án đúng.', path: ['right'] })
export type Question = z.infer<typeof Question>

/** What people write. `channels` empty: shown in the app only; `hamlets` empty: everybody. Moments are ISO-8601. */
export const BroadcastInput = z
  .object({
    kind: Kind,
    title: line(MAX.title, 'tiêu đề'),
    text: line(MAX.text, 'nội dung'),
    link: z
      .url({ protocol: /^https$/, message: 'Đường dẫn phải bắt đầu bằng https://' })
      .max(MAX.link, `Đường dẫn không quá ${MAX.link} ký tự.`)
      .nullable()
      .default(null),
    quiz: z.array(Question).max(MAX.questions, `Không quá ${MAX.questions} câu hỏi.`).default([]),
    hamlets: z.array(z.string().max(100)).default([]),
    channels: z.array(z.string().max(20)).default([]),
    scheduledAt: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .refine(({ kind, quiz }) => (kind === 'quiz') === quiz.length > 0, {
    message: 'Tìm hiểu cần từ 1 đến 5 câu hỏi; loại tin khác không có câu hỏi.',
    path: ['quiz'],
  })
export type BroadcastInput = z.infer<typeof BroadcastInput>

/** An image that rests in the files. */
export type ImageRef = { id: string; type: string }

/** A broadcast as the desk sees it. */
export type Broadcast = BroadcastInput & {
  id: string
  image: ImageRef | null
  night: boolean
  state: State
  revision: number
  /** Ids of all who wrote on it. */
  writers: string[]
  authorName: string
  changedAt: string
  approvedName: string | null
  approvedAt: string | null
  startedAt: string | null
  expandedAt: string | null
  endedAt: string | null
  note: string | null
}

/** How far a broadcast has come, in messages. `queued` are still under way. */
export type Progress = { all: number; queued: number; delivered: number; failed: number; dropped: number }

/** Published news, as everybody reads it. `image` is an address. */
export const NewsItem = z.object({
  id: z.string(),
  kind: Kind,
  kindText: z.string(),
  title: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  image: z.string().nullable(),
  publishedAt: z.string(),
  /** Questions without their answers; empty for other news. */
  quiz: z.array(z.object({ ask: z.string(), options: z.array(z.string()) })),
})
export type NewsItem = z.infer<typeof NewsItem>
export const NewsPage = z.object({ total: z.number().int(), pages: z.number().int(), news: z.array(NewsItem) })
export type NewsPage = z.infer<typeof NewsPage>

/** An answer to a quiz: one option for each question, from 0. `device`: a random name that only serves to take one answer. */
export const QuizSubmission = z.object({
  answers: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(MAX.options - 1),
    )
    .min(1)
    .max(MAX.questions),
  device: z.string().regex(/^[\w-]{8,100}$/, 'phải có 8 đến 100 chữ hoặc số'),
})
export type QuizSubmission = z.infer<typeof QuizSubmission>

/** What is told after an answer. Shares are whole percents of the `n` who answered, this one included. */
export const QuizResult = z.object({
  right: z.number().int(),
  of: z.number().int(),
  n: z.number().int(),
  questions: z.array(
    z.object({
      ask: z.string(),
      options: z.array(z.string()),
      yours: z.number().int(),
      right: z.number().int(),
      explain: z.string(),
      rightShare: z.number().int(),
    }),
  ),
})
export type QuizResult = z.infer<typeof QuizResult>

/** What the desk sees of a quiz: counts only. */
export type QuizFigures = {
  n: number
  /** Mean of right answers. */
  meanRight: number | null
  byDoor: { app: number; chat: number }
  questions: Array<{ ask: string; right: number; options: Array<{ label: string; count: number }> }>
}

/** A chat, and what it wants to be told. */
export type Subscription = { hamlet: string | null; since: string }
