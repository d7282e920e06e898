import type { Pace } from '../schema.ts'

/**
 * How many messages may leave now, and when the channel is free again if they do (epoch ms). `freeAt` is what the last ones left
 * behind; 0 when none did. Never more than `burst` at once, so that in no second more than `burst + perSecond` leave.
 */
export function allowance(freeAt: number, now: number, { perSecond, burst }: Pace): { most: number; waitMs: number } {
  const step = 1000 / perSecond
  const behind = Math.max(0, freeAt - now)
  const most = Math.max(0, Math.floor(burst - behind / step))
  return { most, waitMs: most > 0 ? 0 : Math.ceil(behind - (burst - 1) * step) }
}

/** The channel's next free moment (epoch ms) after `count` messages that leave now. */
export function freeAfter(freeAt: number, now: number, count: number, { perSecond }: Pace): number {
  return Math.ceil(Math.max(freeAt, now) + (count * 1000) / perSecond)
}
