import type { Context, Hono } from 'hono'
import type { Actor, Right } from '../people/schema.ts'
import type { StaffEnv } from '../people/staff-door.ts'

/** One line of the day's work on the first page: a number that is a link. */
export type Work = { label: string; count: number; href: string; tone?: 'plain' | 'soon' | 'late' }

/** A room's part of the console. */
export type Room = {
  /** Where its pages are mounted, without `/console`: `/feedback`. */
  path: string
  /** Its word in the menu; left out when the room has no entry of its own. */
  label?: string
  /** Who sees the entry: anybody with one of these; empty = everybody signed in. */
  rights: readonly Right[]
  pages: Hono<StaffEnv>
  /** The day's work of this person; asked only when they have one of the rights. Lines with count 0 are not shown. */
  work?: (actor: Actor, now: Date) => Promise<Work[]>
  /** The most that a request may weigh, in bytes; default 256 kB. */
  maxBody?: number
}

/** What the console asks of the front door. */
export type ConsoleDoor = { clientIp: (c: Context) => string; publicUrl?: string | null }
