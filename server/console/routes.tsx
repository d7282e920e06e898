import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { unitName } from '../content/unit-words.ts'
import { problem } from '../kernel/problem.ts'
import { entrancePages } from '../people/pages/pages.tsx'
import { readSession } from '../people/session-cookie.ts'
import { open, type StaffEnv } from '../people/staff-door.ts'
import type { Services } from '../services.ts'
import { DRAFTS_SCRIPT } from './drafts.ts'
import { homePages } from './home.tsx'
import type { ConsoleDoor } from './room.ts'
import { consoleRooms } from './rooms.tsx'
import { CONSOLE_STYLE } from './style.ts'

const FORM_BYTES = 256 * 1024

/** The desk: `/console` and everything under it. Server-rendered, usable without a script. */
export function consoleRoutes(services: Services, door: ConsoleDoor) {
  const { people, say, content, clock } = services
  const rooms = consoleRooms(services, door)
  const nav = rooms.flatMap(({ path, label, rights }) => (label ? [{ href: `/console${path}`, label, rights }] : []))
  const today = { href: '/console', label: say('console.today'), rights: [] }
  const unit = { name: `UBND ${unitName(content.unit)}`, sample: content.unit.sample }
  const publicOrigin = door.publicUrl ? new URL(door.publicUrl).origin : null

  const app = new Hono<StaffEnv>()
  app.use(async function framed(c, next) {
    const https = new URL(c.req.url).protocol === 'https:' || (publicOrigin?.startsWith('https:') ?? false)
    c.set('frame', { unit, say, nav: [today, ...nav], now: clock(), https })
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  })
  const cached = { 'cache-control': 'public, max-age=300' }
  app.get('/style.css', open(), (c) =>
    c.body(CONSOLE_STYLE, 200, { 'content-type': 'text/css; charset=utf-8', ...cached }),
  )
  app.get('/drafts.js', open(), (c) =>
    c.body(DRAFTS_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8', ...cached }),
  )
  app.use(csrf({ origin: (origin, c) => origin === new URL(c.req.url).origin || origin === publicOrigin }))
  app.use(async function signedIn(c, next) {
    const found = await people.sessionOf(readSession(c))
    if (found) {
      c.set('actor', found.actor)
      c.set('session', { id: found.id })
    }
    await next()
  })
  const limits = new Map(rooms.map(({ path, maxBody }) => [path.slice(1), maxBody ?? FORM_BYTES]))
  app.use(function limited(c, next) {
    const maxSize = limits.get(c.req.path.split('/')[2] ?? '') ?? FORM_BYTES
    const max = maxSize < 2 ** 20 ? `${maxSize >> 10} kB` : `${maxSize >> 20} MB`
    return bodyLimit({
      maxSize,
      onError: () => {
        throw problem('request.too-large', { max })
      },
    })(c, next)
  })
  app.route('/', entrancePages(services, door))
  app.route('/', homePages(rooms))
  for (const { path, pages } of rooms) app.route(path, pages)
  return app
}
