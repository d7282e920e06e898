import { Hono } from 'hono'
import { answerError } from '../../../server/errors.ts'
import { feedbackRoutes } from '../../../server/feedback/routes.ts'
import type { IntakeInput } from '../../../server/feedback/schema.ts'
import { openDesk } from './desk.ts'

/** The hotline's API alone, as an app; `ip` says who calls. */
export async function openApp(extra: Parameters<typeof openDesk>[0] = {}) {
  const desk = await openDesk(extra)
  const log: unknown[] = []
  const app = new Hono().onError(answerError((line) => log.push(line))).route(
    '/api/feedback',
    feedbackRoutes(desk.feedback, {
      clientIp: (c) => c.req.header('x-test-ip') ?? '10.0.0.1',
      clock: () => desk.state.now,
    }),
  )
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const form = body instanceof FormData
    const response = await app.request(`/api/feedback${path}`, {
      method,
      headers: { ...(body === undefined || form ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: form ? body : typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.clone().text()
    const type = response.headers.get('content-type') ?? ''
    return { status: response.status, response, text, json: type.includes('json') ? JSON.parse(text) : null }
  }
  let keys = 0
  const send = (body: Partial<IntakeInput> = {}, headers: Record<string, string> = {}) =>
    call('POST', '', { text: LAMP, ...body }, { 'idempotency-key': `key-${keys++}-abcd`, ...headers })
  return { ...desk, app, call, send, log }
}

export const LAMP = 'Đèn đường đầu thôn Trung Tâm hỏng ba hôm nay.'
