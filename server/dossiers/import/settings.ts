import type { Say } from '../../content/messages.ts'

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
}
