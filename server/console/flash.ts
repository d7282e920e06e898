import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

const COOKIE = 'console_flash'

/** Goes to a page after an act, which says there once what was done. */
export function redirectWith(c: Context, to: string, text: string): Response {
  const { https } = c.get('frame')
  setCookie(c, COOKIE, text, { path: '/console', httpOnly: true, sameSite: 'Strict', secure: https, maxAge: 60 })
  return c.redirect(to, 303)
}

/** The message left by `redirectWith`, taken away by reading it; null when there is none. */
export function takeFlash(c: Context): string | null {
  const text = getCookie(c, COOKIE)
  if (text === undefined) return null
  deleteCookie(c, COOKIE, { path: '/console' })
  return text.slice(0, 500)
}
