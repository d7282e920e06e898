import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { Problem, problem } from './kernel/problem.ts'

type Log = (line: Record<string, string | number>) => void
type Tell = (c: Context, failure: Problem) => Response | Promise<Response>

/**
 * Answers every failure in the one error shape (or as `tell` puts it). What is not a `Problem` is logged by its kind, never with
 * a request's content.
 */
export function answerError(log: Log, tell: Tell = answer): ErrorHandler {
  return function onError(error, c) {
    const known = error instanceof Problem ? error : fromHttp(error)
    if (known) return tell(c, known)
    log({ level: 'error', route: c.req.routePath, requestId: c.get('requestId'), error: safeStack(error) })
    return tell(c, problem('server.failed'))
  }
}

/** Sends a problem as `{error:{code,message,field?,requestId}}` with its status. */
export function answer(c: Context, failure: Problem): Response {
  const { field, retryAfterSeconds, guidance } = failure.extra
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))))
  const error = {
    code: failure.code,
    message: failure.message,
    ...(field ? { field } : {}),
    ...(guidance ? { guidance } : {}),
    requestId: c.get('requestId'),
  }
  return c.json({ error }, failure.status)
}

function fromHttp(error: unknown): Problem | null {
  if (!(error instanceof HTTPException)) return null
  if (error.status === 413) return problem('request.too-large', { max: '50 MB' })
  // only the guard against forged forms says so
  if (error.status === 403) return problem('staff.forged')
  if (error.status === 404) return problem('request.not-found')
  return error.status < 500 ? problem('request.bad-json') : null
}

/** Kind and place of a failure; the message is left out because it may quote what a citizen typed. */
function safeStack(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trim().startsWith('at '))
  return [error.name, ...frames.slice(0, 6).map((line) => line.trim())].join(' | ')
}
