import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Frame } from './frame.ts'

const COOKIE = 'console'

/** The session's secret from the request, if any. */
export function readSession(c: Context): string | undefined {
  return getCookie(c, COOKIE)
}

/** Hands the session's secret to the browser: for the console only, out of scripts' reach, never sent from another site. */
export function keepSession(c: Context, token: string): void {
  const { https }: Frame = c.get('frame')
  setCookie(c, COOKIE, token, { path: '/console', httpOnly: true, sameSite: 'Strict', secure: https })
}

/** Takes it back. */
export function forgetSession(c: Context): void {
  deleteCookie(c, COOKIE, { path: '/console' })
}
