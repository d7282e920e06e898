import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'

export type Graph = {
  root: string
  /** What was asked, newest last: path and the names of the headers that matter. */
  seen: { path: string; signed: boolean; secret: string }[]
  /** What `/me/info` (or, with `me`, signing in) answers instead; null = as it should. */
  instead: { me?: (c: Context) => Response | Promise<Response>; info?: (c: Context) => Response | Promise<Response> }
  stop: () => void
}

/** Zalo's graph as far as we use it: failures come with HTTP 200 and a code. */
export async function startGraph(): Promise<Graph> {
  const graph: Graph = { root: '', seen: [], instead: {}, stop: () => undefined }
  const note = (c: Context) => {
    graph.seen.push({
      path: c.req.path,
      signed: c.req.header('x-relay-signature') !== undefined,
      secret: c.req.header('secret_key') ?? '',
    })
  }
  const app = new Hono()
    .get('/v2.0/me', (c) => {
      note(c)
      return graph.instead.me?.(c) ?? c.json({ error: 0, message: 'Success', id: '9007199254740993123' })
    })
    .get('/v2.0/me/info', (c) => {
      note(c)
      if (graph.instead.info) return graph.instead.info(c)
      const code = c.req.header('code') ?? ''
      const data = code.includes('location')
        ? { provider: 'gps', latitude: '15.121310', longitude: '108.804420', timestamp: '1' }
        : { number: '84912345678' }
      return c.json({ data, error: 0, message: 'Success' })
    })
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(Object.assign(graph, { root: `http://127.0.0.1:${port}`, stop: () => void server.close() })),
    )
  })
}
