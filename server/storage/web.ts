import { createClient } from '@libsql/client/web'
import { type Db, wrapClient } from './db.ts'

/** Opens a database over HTTP on Workers. */
export function openWebDb(url: string, authToken?: string): Db {
  return wrapClient(createClient(authToken ? { url, authToken } : { url }))
}
