import { problem } from '../../kernel/problem.ts'
import { momentOf } from '../rules/classify.ts'
import { create, eventsBetween, merge, sameFacts } from '../rules/merge.ts'
import type { Dossier, ImportResult, Incoming, Moment } from '../schema.ts'
import { type Change, taken } from '../store/dossiers.ts'
import type { Store } from '../store.ts'
import type { Run } from './settings.ts'

const RETRIES = 5
type Outcome = 'created' | 'updated' | 'unchanged'

/** Writes batches of rows and counts what became of them in `result`. `seenAt` is when the file saw its facts. */
export function createWriter(store: Store, run: Run, result: ImportResult) {
  const outcomes = new Map<string, Outcome>()
  const planned = new Map<string, Dossier>() // what a dry run would have written
  const now = momentOf(run.now).at

  return async function write(rows: Incoming[], seenAt: Moment): Promise<void> {
    const codes = [...new Set(rows.map((row) => row.code))]
    const batch = new Map<string, Outcome>()
    for (let attempt = 0; ; attempt++) {
      const known = await store.dossiers.findMany(run.unit, codes)
      for (const code of codes) {
        const plan = planned.get(code)
        if (plan) known.set(code, plan)
      }
      const changes = [...mergeAll(rows, known).values()].map((after) =>
        changeOf(known.get(after.code) ?? null, after, seenAt),
      )
      for (const { dossier, outcome } of changes) {
        // after a retry, "unchanged" may be our own write of the attempt before
        if (outcome !== 'unchanged' || !batch.has(dossier.code)) batch.set(dossier.code, outcome)
      }
      const needed = changes.filter(({ write }) => write)
      if (run.dryRun) for (const { dossier } of needed) planned.set(dossier.code, dossier)
      const complete = run.dryRun || needed.length === 0 || (await save(needed, known)) === needed.length
      if (complete) break
      // another import changed some of these in between: read again
      if (attempt >= RETRIES) throw problem('server.unavailable')
    }
    count(rows, batch)
  }

  /** The changes with what they tell people, as one batch. */
  async function save(needed: Array<Change & { outcome: Outcome }>, known: Map<string, Dossier>): Promise<number> {
    const told = needed
      .filter(({ outcome }) => outcome !== 'unchanged')
      .map(({ dossier }) => ({
        before: known.get(dossier.code) ?? null,
        after: dossier,
        guard: taken(dossier, run.writer),
      }))
    return store.dossiers.save(needed, run.writer, now, await run.tell(told, run.now))
  }

  function mergeAll(rows: Incoming[], known: Map<string, Dossier>): Map<string, Dossier> {
    const versions = new Map<string, Dossier>()
    for (const row of rows) {
      const base = versions.get(row.code) ?? known.get(row.code)
      versions.set(row.code, base ? merge(base, row) : create(row, run.unit, run.sample, now))
    }
    return versions
  }

  /** A newer file that says the same moves only the origin, so that an older file can't overrule it later; nothing is counted. */
  function changeOf(
    before: Dossier | null,
    after: Dossier,
    seenAt: Moment,
  ): Change & { outcome: Outcome; write: boolean } {
    if (!before) {
      return {
        dossier: { ...after, revision: 1 },
        events: eventsBetween(null, after, seenAt),
        source: run.file,
        outcome: 'created',
        write: true,
      }
    }
    const same = sameFacts(before, after)
    const moved = before.origin.order !== after.origin.order || before.origin.row !== after.origin.row
    const dossier = { ...after, revision: before.revision + 1, updatedAt: same ? before.updatedAt : now }
    const events = same ? [] : eventsBetween(before, after, seenAt)
    return { dossier, events, source: run.file, outcome: same ? 'unchanged' : 'updated', write: !same || moved }
  }

  /** One outcome per dossier of the file; every further row of it is a duplicate and counts as unchanged. */
  function count(rows: Incoming[], batch: Map<string, Outcome>): void {
    const fresh = new Set<string>()
    for (const { code } of rows) {
      if (outcomes.has(code) || fresh.has(code)) {
        result.duplicates++
        result.unchanged++
      } else fresh.add(code)
    }
    for (const [code, outcome] of batch) {
      const before = outcomes.get(code)
      if (!before) result[outcome]++
      else if (before === 'unchanged' && outcome === 'updated') {
        result.unchanged--
        result.updated++
      }
      outcomes.set(code, before && before !== 'unchanged' ? before : outcome)
    }
  }
}
