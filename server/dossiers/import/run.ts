import type { Say } from '../../content/messages.ts'
import { keyedHash } from '../../kernel/privacy.ts'
import type { ImportResult, Incoming, Rejection } from '../schema.ts'
import type { Store } from '../store.ts'
import type { Origins } from './origin.ts'
import { type Fault, identityText, type Read, readRow } from './row.ts'
import type { Run } from './settings.ts'
import type { Row, TableEvent } from './table.ts'
import { createWriter } from './write.ts'

const BATCH = 500
const MAX_WARNINGS = 200

type Waiting = { row: Row; read: Read }

/**
 * Takes the dossiers of a file batch by batch (500 rows). Each batch is one atomic write, so that a crash leaves whole batches and
 * the same import again finishes the work. Memory: one batch, and one short string per dossier to know duplicates.
 */
export async function runImport(
  events: AsyncIterable<TableEvent>,
  store: Store,
  origins: Origins,
  run: Run,
): Promise<ImportResult> {
  const result: ImportResult = {
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    rejected: [],
    duplicates: 0,
    skipped: 0,
    warnings: [],
    file: run.file,
    dryRun: run.dryRun,
  }
  const write = createWriter(store, run, result)
  let batch: Waiting[] = []
  let hashed: Promise<Incoming[]> | null = null

  const flush = async () => {
    // the next batch is hashed while this one is written
    const ready = hashed
    hashed = batch.length > 0 ? identify(batch, run, origins) : null
    hashed?.catch(() => {})
    batch = []
    if (ready) await write(await ready, origins.seenAt())
  }

  for await (const event of events) {
    if (event.kind === 'preamble') {
      await flush()
      await flush()
      await origins.begin(event.preamble)
      continue
    }
    if (event.kind === 'skipped') {
      result.skipped++
      continue
    }
    result.read++
    const read = readRow(event.row)
    if ('key' in read) {
      result.rejected.push(toRejection(event.row, read, run.say))
      continue
    }
    for (const fault of read.warnings)
      if (result.warnings.length < MAX_WARNINGS) result.warnings.push(toRejection(event.row, fault, run.say))
    batch.push({ row: event.row, read })
    if (batch.length >= BATCH) {
      await flush()
      run.onProgress(result.read)
    }
  }
  await flush()
  await flush()
  run.onProgress(result.read)
  return result
}

function toRejection({ row, line, sheet }: Row, fault: Fault, say: Say): Rejection {
  const message = say(`dossier.import.${fault.key}`, {
    ...fault.holes,
    column: say(`dossier.import.column.${fault.field}`),
  })
  return {
    row,
    field: fault.field,
    message,
    ...(sheet ? { sheet } : {}),
    ...(line !== undefined && line !== row ? { line } : {}),
  }
}

/** Turns names and phones into keyed hashes; from here on nothing in clear is left. */
function identify(batch: Waiting[], run: Run, origins: Origins): Promise<Incoming[]> {
  return Promise.all(
    batch.map(async ({ row, read }) => {
      const { name, phone } = identityText(read.facts.code, read.identity)
      const [applicantHash, phoneHash] = await Promise.all([
        name ? keyedHash(run.key, 'dossier.applicant', name) : null,
        phone ? keyedHash(run.key, 'dossier.phone', phone) : null,
      ])
      const { procedureCode } = read.facts
      const field = read.facts.field ?? (procedureCode ? run.fieldOf(procedureCode) : null) ?? read.section
      return { ...read.facts, field, applicantHash, phoneHash, origin: origins.of(row) }
    }),
  )
}
