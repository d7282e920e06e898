import type { Client, InStatement, ResultSet } from '@libsql/client'

/**
 * The narrow database that rooms see: single statements and atomic write batches.
 * Interactive transactions are left out on purpose: over HTTP they hold the write lock until the server kills them.
 */
export interface Db {
  execute(sql: string, args?: Args): Promise<ResultSet>
  /** All or nothing, in one round trip. Results come in the statements' order. */
  write(statements: Statement[]): Promise<ResultSet[]>
  close(): void
}

/** Numbers are bound as REAL by the client: bind integers inside expressions as BigInt, ids and codes as text. */
export type Args = Array<string | number | bigint | null | Uint8Array>
export type Statement = { sql: string; args?: Args }

/** Wraps a libSQL client. A connection poisoned by `SQLITE_BUSY` (libsql-client-ts#352) is renewed and the call repeated once. */
export function wrapClient(client: Client): Db {
  async function once<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      if (!isBusy(error)) throw error
      await client.reconnect()
      return call()
    }
  }
  return {
    execute: (sql, args = []) => once(() => client.execute({ sql, args })),
    write: (statements) => once(() => client.batch(statements.map(toInStatement), 'write')),
    close: () => client.close(),
  }
}

function toInStatement({ sql, args }: Statement): InStatement {
  return { sql, args: args ?? [] }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /SQLITE_BUSY|database is locked|SQL statements in progress/.test(error.message)
}

/** Whether the error says that a unique key exists already (file and HTTP modes word it alike). */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && /UNIQUE constraint failed|PRIMARY KEY/.test(error.message)
}
