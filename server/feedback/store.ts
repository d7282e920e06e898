import type { Db } from '../storage/db.ts'
import { caseStore } from './store/cases.ts'
import { countStore } from './store/counts.ts'
import { eventStore } from './store/events.ts'
import { fileStore } from './store/files.ts'
import { keyStore } from './store/keys.ts'
import { tryStore } from './store/tries.ts'
import { watchStore } from './store/watch.ts'

/** The room's tables. */
export function createStore(db: Db) {
  return {
    cases: caseStore(db),
    events: eventStore(db),
    files: fileStore(db),
    keys: keyStore(db),
    counts: countStore(db),
    tries: tryStore(db),
    watch: watchStore(db),
    /** All or nothing. */
    write: db.write,
  }
}
export type Store = ReturnType<typeof createStore>
