import { fill, Problem, problem } from '../kernel/problem.ts'
import { fileId, readFile } from './import/file.ts'
import { readMap } from './import/headers.ts'
import { isBad, readMoment } from './import/moments.ts'
import { createOrigins } from './import/origin.ts'
import { runImport } from './import/run.ts'
import type { Run } from './import/settings.ts'
import type { Source } from './import/source.ts'
import type { ImportResult } from './schema.ts'
import type { Store } from './store.ts'

export type ImportOptions = {
  unit?: string | undefined
  /** `Header=field` pairs; `-` leaves a column out. */
  map?: readonly string[] | undefined
  /** The moment the file speaks of, when it does not say so itself: `yyyy-mm-dd`, `dd/mm/yyyy`, with or without a time. */
  asOf?: string | undefined
  dryRun?: boolean | undefined
  sample?: boolean | undefined
  /** Who reads the refusals: at the command line `--map "…"`, over HTTP `?map=…`. */
  door?: keyof typeof DOORS | undefined
  /** Called after each batch with the number of dossier rows read. */
  onProgress?: ((rows: number) => void) | undefined
}

/** How each door writes its parameters. */
const DOORS = {
  command: { map: '--map "', end: '"', asOf: 'as-of' },
  http: { map: '?map=', end: '', asOf: 'asOf' },
} as const

/**
 * Imports one file of dossiers. Safe to repeat: the same file twice leaves everything unchanged, and an interrupted import is finished
 * by running it again. Throws a Problem, with nothing imported, when the file can't be read or a column is not understood.
 */
export async function importFile(
  source: Source,
  options: ImportOptions,
  store: Store,
  base: Omit<Run, 'dryRun' | 'file' | 'onProgress' | 'sample'>,
): Promise<ImportResult> {
  const door = DOORS[options.door ?? 'command']
  const { map, faults } = readMap(options.map ?? [])
  if (faults.length > 0)
    throw problem(
      'request.invalid',
      { detail: `map “${faults.join('”, “')}” không chỉ đúng cột nào, mẫu là "Tên cột=code"` },
      { field: 'map' },
    )
  const moment = options.asOf ? readMoment(options.asOf, null) : null
  if (isBad(moment))
    throw problem('request.invalid', { detail: `${door.asOf} không phải là ngày` }, { field: door.asOf })
  const asOf = moment && (moment.timed ? moment.at : `${moment.at.slice(0, 10)}T23:59:59+07:00`)

  const file = await fileId(source)
  const dryRun = options.dryRun ?? false
  const unit = options.unit ?? base.unit
  const run: Run = {
    ...base,
    unit,
    file,
    dryRun,
    sample: options.sample ?? false,
    onProgress: options.onProgress ?? (() => {}),
  }
  const origins = createOrigins({ unit, file, now: base.now, asOf, dryRun }, store.files)
  const result = await runImport(readFile(source, map), store, origins, run).catch((error: unknown) => {
    // what reads the file does not know how its caller writes a parameter
    throw error instanceof Problem ? new Problem(error.code, fill(error.message, door), error.extra) : error
  })
  if (!dryRun) {
    const { read, created, updated, unchanged, rejected } = result
    await store.files.finish(unit, file, { read, created, updated, unchanged, rejected: rejected.length })
  }
  return result
}
