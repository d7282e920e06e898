import type { Grant, GrantState, Reach } from './schema.ts'

const MINUTE = 60_000
/** Days that a refresh token lives without being used (Zalo: three months). */
export const REFRESH_DAYS = 90
/** Minutes after which what waits is a matter for people. */
const PATIENCE = 60

/**
 * How a grant stands at a moment. `failing`: the last refresh did not work, the token still does; `over`: nothing can be sent until
 * somebody gives a new grant.
 */
export function grantState(grant: Grant | null, now: Date): GrantState {
  if (!grant) return 'none'
  if (grant.expiresAt <= now.getTime() && grant.failure) return 'over'
  return grant.failure ? 'failing' : 'good'
}

/** Whether something has been waiting in a channel for longer than its pace and its quiet hours explain. */
export function isStuck({ on, waitingSince }: Pick<Reach, 'on' | 'waitingSince'>, now: Date): boolean {
  return on && waitingSince !== null && now.getTime() - Date.parse(waitingSince) > PATIENCE * MINUTE
}
