import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Db } from '../../server/storage/db.ts'
import { openDb } from '../../server/storage/node.ts'

/** A real database file of its own for one test; closed and removed when the test ends. */
export async function scratchDb(): Promise<Db> {
  const folder = mkdtempSync(join(tmpdir(), 'xa-'))
  const db = await openDb(`file:${join(folder, 'xa.db')}`)
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return db
}
