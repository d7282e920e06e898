import type { Say } from '../../content/messages.ts'
import type { Statement } from '../../storage/db.ts'
import type { Dossier } from '../schema.ts'

/** A new version of a dossier that is about to be written. `guard` holds in the same batch only if it was taken. */
export type Told = {
  before: Dossier | null
  after: Dossier
  guard: { sql: string; args: Array<string | number | bigint | null> }
}
/** The writes that tell people what changes; they join the batch of the changes. */
export type Tell = (changes: Told[], at: Date) => Promise<Statement[]>

/** What an import runs with. `onProgress` is told the number of dossier rows read. */
export type Run = {
  unit: string
  sample: boolean
  dryRun: boolean
  now: Date
  /** Names this run in the revision guard. */
  writer: string
  file: string
  key: CryptoKey
  say: Say
  fieldOf: (procedureCode: string) => string | null
  onProgress: (rows: number) => void
  tell: Tell
}
