import type { Unsent } from '../notices/schema.ts'

/** How a channel does. Moments are ISO-8601 with +07:00; null = never, as far as is kept. */
export type Reach = {
  /** As in every table, and for people. */
  name: string
  title: string
  on: boolean
  lastDelivered: string | null
  lastHeard: string | null
  /** Of the last seven days. */
  delivered: number
  failed: Record<Unsent, number>
  /** What waits now, and since when the oldest of it might have left. */
  waiting: number
  waitingSince: string | null
  /** The latest failure of the last seven days, in the channel's words. */
  error: string | null
}

/** The grant of the commune's Zalo account; moments in epoch ms. */
export type Grant = {
  version: number
  expiresAt: number
  rotatedAt: number
  failure: { why: string; at: number } | null
}

/** What a person has to do about the grant, if anything. */
export type GrantState = 'none' | 'good' | 'failing' | 'over'
