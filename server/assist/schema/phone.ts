import * as z from 'zod'

const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'phải là mã băm SHA-256')

/** What a phone sends to be let in: the lead's code, and hashes of the two secrets that it made for itself. */
export const PairInput = z.object({ code: z.string().min(6).max(20), token: Hash, drop: Hash })
export type PairInput = z.infer<typeof PairInput>

/** Who a phone is for, from now on. */
export const Paired = z.object({
  id: z.string(),
  member: z.string(),
  team: z.string(),
  expiresAt: z.string(),
})
export type Paired = z.infer<typeof Paired>

const Choice = z.object({ id: z.string(), label: z.string() })

/** A team's turn to sit somewhere (ca trực). */
export const Shift = z.object({
  id: z.string(),
  day: z.string(),
  from: z.string(),
  to: z.string(),
  team: z.string(),
  place: z.string(),
  note: z.string(),
})
export type Shift = z.infer<typeof Shift>
export const ShiftInput = z
  .object({
    day: z.iso.date('Xin chọn ngày.'),
    from: z.string().regex(/^\d\d:\d\d$/, 'Xin ghi giờ, ví dụ 08:00.'),
    to: z.string().regex(/^\d\d:\d\d$/, 'Xin ghi giờ, ví dụ 11:00.'),
    team: z.string().min(1, 'Xin chọn tổ.'),
    place: z.string().trim().min(1, 'Xin ghi nơi trực.').max(80, 'Xin ghi gọn hơn.'),
    note: z.string().trim().max(200, 'Xin ghi gọn hơn.').default(''),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'Giờ kết thúc phải sau giờ bắt đầu.' })
export type ShiftInput = z.infer<typeof ShiftInput>

/** All that a phone needs for a day without a network, nothing of anybody. */
export const Pack = z.object({
  unit: z.string(),
  unitName: z.string(),
  /** To seal records with: its name, and the point of the curve P-256, base64url. */
  key: z.object({ id: z.string(), public: z.string() }),
  member: z.string(),
  team: Choice,
  hamlets: z.array(z.string()),
  kinds: z.array(Choice),
  difficulties: z.array(Choice),
  cards: z.array(z.object({ title: z.string(), lines: z.array(z.string()) })),
  shifts: z.array(Shift),
  expiresAt: z.string(),
})
export type Pack = z.infer<typeof Pack>

/** Something to come back to. `why`: promised, or what a watched dossier's dates say. */
export const FollowUp = z.object({
  id: z.string(),
  day: z.string(),
  why: z.enum(['promised', 'due-soon', 'late', 'supplement', 'ready']),
  number: z.number().int().nullable(),
  visited: z.string(),
  hamlet: z.string().nullable(),
  kinds: z.array(z.string()),
  /** How the person agreed to be called; the dossier they agreed to have watched. */
  nick: z.string().nullable(),
  dossier: z.string().nullable(),
})
export type FollowUp = z.infer<typeof FollowUp>

/** A member's own page on the phone. */
export const Mine = z.object({
  today: z.number().int(),
  month: z.number().int(),
  byKind: z.array(z.object({ name: z.string(), visits: z.number().int() })),
  followUps: z.array(FollowUp),
  /** Records that wait for the lead: the number of the day, nothing else. */
  refused: z.array(
    z.object({
      number: z.number().int().nullable(),
      day: z.string(),
      state: z.enum(['partial', 'refused']),
      message: z.string(),
    }),
  ),
  shifts: z.array(Shift),
})
export type Mine = z.infer<typeof Mine>

export const FollowedInput = z.object({ id: z.string().max(40) })
export const HandoverInput = z.object({ token: z.string().min(1).max(64), claim: z.string().min(16).max(64) })

/** A phone as the lead sees it. */
export type Device = {
  id: string
  member: string
  memberName: string
  team: string
  label: string
  pairedAt: string
  expiresAt: string
  lastSeenDay: string | null
  revokedAt: string | null
}

/** A record that waits for the lead. */
export type OpenRecord = {
  id: string
  memberName: string
  number: number | null
  day: string
  receivedAt: string
  state: 'partial' | 'refused'
  reason: string
  detail: string
}
