import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { fakeApi } from './fake-api.ts'

const TYPES: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
}

/** A file of the built app as a response, or null when there is none of that name. */
export function fileOf(folder: string, path: string): { body: Buffer; contentType: string } | null {
  const file = join(folder, path === '' ? 'index.html' : path)
  if (!file.startsWith(folder) || !existsSync(file)) return null
  return {
    body: readFileSync(file),
    contentType: `${TYPES[file.split('.').pop() ?? ''] ?? 'text/plain'}; charset=utf-8`,
  }
}

/** Serves the built app at /app/ and the fake API at /api on a free port of 127.0.0.1. */
export async function startFakeServer(
  folder: string,
  feedback?: { app: Hono },
): Promise<{ url: string; stop: () => void }> {
  const app = fakeApi(feedback).get('/app/*', (c) => {
    const file = fileOf(folder, c.req.path.slice('/app/'.length))
    return file ? c.body(new Uint8Array(file.body), 200, { 'content-type': file.contentType }) : c.notFound()
  })
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ url: `http://127.0.0.1:${port}`, stop: () => void server.close() }),
    )
  })
}
