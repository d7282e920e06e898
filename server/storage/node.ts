import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createClient } from '@libsql/client'
import { type Db, wrapClient } from './db.ts'

/** Opens a database on Node: `file:…` (embedded, WAL) or `http(s)/libsql` (sqld, Turso). */
export async function openDb(url: string, authToken?: string): Promise<Db> {
  if (url.startsWith('file:')) {
    mkdirSync(dirname(url.slice('file:'.length)), { recursive: true })
    // `timeout` is per connection; a PRAGMA would reach only one of the pool
    const client = createClient({ url, timeout: 5000 })
    await client.execute('PRAGMA journal_mode = WAL')
    return wrapClient(client)
  }
  return wrapClient(createClient(authToken ? { url, authToken } : { url }))
}
