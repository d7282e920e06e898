import * as z from 'zod'
import { DeskSource, GuidedKind, Kind, Rating } from './words.ts'

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

/** "Chưa xong": what is still not done. */
export const Reopening = z.object({
  secret: z.string().max(100),
  reason: line(2000).min(1, 'cần nói rõ còn gì chưa xong'),
})
export const RatingInput = z.object({ secret: z.string().max(100), rating: Rating, reason: line(1000).optional() })
