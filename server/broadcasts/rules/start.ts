import { afterQuiet, type Quiet } from '../../notices/rules/quiet.ts'
import type { Broadcast } from '../schema.ts'

/**
 * When an approved broadcast leaves: at its time, or at once; out of quiet hours unless it is a warning that a leader lets pass.
 */
export function startOf(
  { scheduledAt, kind, night }: Pick<Broadcast, 'scheduledAt' | 'kind' | 'night'>,
  now: Date,
  quiet: Quiet,
): Date {
  const wanted = scheduledAt === null ? now : new Date(Math.max(Date.parse(scheduledAt), now.getTime()))
  return passesNight({ kind, night }) ? wanted : afterQuiet(wanted, quiet)
}

/** Whether it may leave in quiet hours. */
export function passesNight({ kind, night }: Pick<Broadcast, 'kind' | 'night'>): boolean {
  return kind === 'warning' && night
}
