import type { Context } from 'hono'
import type { Problem } from '../kernel/problem.ts'
import type { Frame } from '../people/frame.ts'
import { page } from './page.tsx'

/** Whether a path belongs to the console. */
export function isConsole(path: string): boolean {
  return path === '/console' || path.startsWith('/console/')
}

/**
 * A failure as a page in Vietnamese, for a person of the desk; null when the console can't draw it (its frame was not set up).
 * Somebody signed out who only wanted to read goes to the sign-in and comes back.
 */
export function consoleFailure(c: Context, failure: Problem): Response | Promise<Response> | null {
  const frame: Frame | undefined = c.get('frame')
  if (!frame) return null
  if (failure.code === 'staff.signed-out' && (c.req.method === 'GET' || c.req.method === 'HEAD'))
    return c.redirect(`/console/login?next=${encodeURIComponent(nextOf(c))}`, 303)
  const { retryAfterSeconds } = failure.extra
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))))
  const { say } = frame
  return page(
    c,
    {
      title: say(`console.error.${failure.status === 404 ? 'missing' : failure.status < 500 ? 'refused' : 'failed'}`),
      status: failure.status,
    },
    <>
      <p>{failure.message}</p>
      <p>
        <a class="button" href={failure.code === 'staff.signed-out' ? backThrough(c) : '/console'}>
          {say(failure.code === 'staff.signed-out' ? 'console.sign-in' : 'console.home')}
        </a>
      </p>
    </>,
  )
}

/** The sign-in, and from there back to the page whose form came too late. */
function backThrough(c: Context): string {
  const from = URL.parse(c.req.header('referer') ?? '')
  const next = from && isConsole(from.pathname) ? `?next=${encodeURIComponent(from.pathname + from.search)}` : ''
  return `/console/login${next}`
}

function nextOf(c: Context): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}
