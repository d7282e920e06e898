import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cryptoRandom, readableId } from '../kernel/ids.ts'

/** The password of a trial's invented people: made once, kept beside the database, never the same on two servers. */
export function samplePassword(dataDir: string): { password: string; fresh: boolean } {
  const file = join(dataDir, 'sample-password')
  if (existsSync(file)) return { password: readFileSync(file, 'utf8').trim(), fresh: false }
  mkdirSync(dataDir, { recursive: true })
  const password = readableId(cryptoRandom, 12).replace(/(.{4})(?=.)/g, '$1-')
  writeFileSync(file, password, { mode: 0o600 })
  return { password, fresh: true }
}
