import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cryptoRandom, secretToken } from '../kernel/ids.ts'

/**
 * The installation's secret for keyed hashes. Made once and kept beside the database, readable by its owner only;
 * without it phone digits can't be checked any more, so it belongs into the backup.
 */
export function readOrMakeSecret(dataDir: string): string {
  const file = join(dataDir, 'secret.key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    const fresh = `${file}.${process.pid}`
    writeFileSync(fresh, secretToken(cryptoRandom) + secretToken(cryptoRandom), { mode: 0o600 })
    try {
      linkSync(fresh, file)
    } catch (error) {
      // another process was first: its secret is the one
      if (!existsSync(file)) throw error
    } finally {
      rmSync(fresh, { force: true })
    }
  }
  return readFileSync(file, 'utf8').trim()
}
