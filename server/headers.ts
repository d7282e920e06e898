import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { isConsole } from './console/errors.tsx'

/** Citizens' faces: may be framed by Telegram and Zalo, their pictures shown anywhere. */
const open = secureHeaders({
  referrerPolicy: 'strict-origin-when-cross-origin',
  crossOriginResourcePolicy: 'cross-origin',
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    mediaSrc: ["'self'", 'blob:'],
    frameAncestors: ["'self'", 'https://web.telegram.org', 'https://h5.zdn.vn'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
  },
  xFrameOptions: false,
})

/** The console: framed by nobody, talks to nobody else, nothing inline. */
const closed = secureHeaders({
  referrerPolicy: 'same-origin',
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
  },
  xFrameOptions: 'DENY',
})

/** Headers that bound what a browser may do with our pages. */
export const headers: MiddlewareHandler = function bounded(c, next) {
  return isConsole(c.req.path) ? closed(c, next) : open(c, next)
}
