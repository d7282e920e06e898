import type { Say } from '../content/messages.ts'
import type { Right } from './schema.ts'

/** One entry of the console's menu; seen by those who have one of the rights. */
export type NavItem = { href: string; label: string; rights: readonly Right[] }

/** What every page of the console needs to be drawn. */
export type Frame = {
  unit: { name: string; sample: boolean }
  say: Say
  nav: readonly NavItem[]
  /** The present instant, as the front door tells it. */
  now: Date
  /** Whether the caller came by https: cookies are marked accordingly. */
  https: boolean
}
