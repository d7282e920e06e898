import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { CalendarFile, Messages, Unit } from '../../../server/content/schema.ts'
import { createDossiers, type DossierDeps } from '../../../server/dossiers/service.ts'
import { hashKey } from '../../../server/kernel/privacy.ts'
import { migrate } from '../../../server/storage/migrate.ts'
import { openDb } from '../../../server/storage/node.ts'

const CONTENT = join(import.meta.dirname, '../../../content')
const read = (file: string): unknown => parse(readFileSync(join(CONTENT, file), 'utf8'))

/** The project's own content, as far as dossiers need it. */
export const content = {
  unit: Unit.parse(read('unit.yaml')),
  calendar: CalendarFile.parse(read('calendar.yaml')).days,
  messages: Messages.parse(read('messages.yaml')),
}

export const NOW = new Date('2026-11-21T09:00:00+07:00')
/** A key of tests only. */
export const KEY = 'kiểm thử '.repeat(5)

/** A dossier service on a fresh file database, with a clock that can be set. */
export async function openDesk(now = NOW, extra: Partial<DossierDeps> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dossiers-'))
  const db = await openDb(`file:${folder}/test.db`)
  await migrate(db, now)
  const state = { now }
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const deps: DossierDeps = {
    db,
    clock: () => state.now,
    key: await hashKey(KEY),
    content,
    unit: content.unit.code,
    ...extra,
  }
  const dossiers = createDossiers(deps)
  const all = async () => {
    const rows = []
    for await (const dossier of dossiers.all()) rows.push(dossier)
    return rows
  }
  return { dossiers, db, state, deps, all, folder }
}
