import * as z from 'zod'
import { GuidedKind, Kind, Outcome, Rating, State } from './words.ts'

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
