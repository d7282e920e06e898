import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Db } from '../../server/storage/db.ts'
import { openDb } from '../../server/storage/node.ts'

/** A real database file of its own for one test; closed and removed when the test ends. `whenDone`: `afterAll` for a whole file. */
export async function scratchDb(whenDone = onTestFinished): Promise<Db> {
  const folder = mkdtempSync(join(tmpdir(), 'xa-'))
  const db = await openDb(`file:${join(folder, 'xa.db')}`)
  whenDone(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return db
}
