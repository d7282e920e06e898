import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { openServices } from '../support/services.ts'
import { fileOf } from './fake-server.ts'

/** The built app at /app/ beside the whole real application, on a free port of 127.0.0.1; `seen`: what came in, bodies and all. */
export async function startRealServer(folder: string, { app }: Awaited<ReturnType<typeof openServices>>) {
  const seen: string[] = []
  const front = new Hono()
    .get('/app/*', (c) => {
      const file = fileOf(folder, c.req.path.slice('/app/'.length))
      return file ? c.body(new Uint8Array(file.body), 200, { 'content-type': file.contentType }) : c.notFound()
    })
    .all('*', async (c) => {
      seen.push(`${c.req.method} ${c.req.url} ${await c.req.raw.clone().text()}`)
      return app.fetch(c.req.raw)
    })
  return new Promise<{ url: string; seen: string[]; stop: () => void }>((resolve) => {
    const server = serve({ fetch: front.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ url: `http://127.0.0.1:${port}`, seen, stop: () => void server.close() }),
    )
  })
}
