import type { Db } from '../storage/db.ts'
import { dossierStore } from './store/dossiers.ts'
import { fileStore } from './store/files.ts'
import { missStore } from './store/misses.ts'

/** The room's tables. */
export function createStore(db: Db) {
  return { dossiers: dossierStore(db), files: fileStore(db), misses: missStore(db) }
}
export type Store = ReturnType<typeof createStore>
