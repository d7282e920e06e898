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
