import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './db.ts'

const FOLDER = join(import.meta.dirname, 'migrations')

/** Applies the numbered SQL files that the database has not seen; returns their names. Each file is one atomic batch. */
export async function migrate(db: Db, now: Date, folder = FOLDER): Promise<string[]> {
  await db.execute('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)')
  const seen = new Set((await db.execute('SELECT name FROM migration')).rows.map((row) => String(row.name)))
  const fresh = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && !seen.has(name))
    .sort()
  for (const name of fresh) {
    await db.write([
      ...statementsOf(readFileSync(join(folder, name), 'utf8')),
      { sql: 'INSERT INTO migration (name, applied_at) VALUES (?, ?)', args: [name, now.toISOString()] },
    ])
  }
  return fresh
}

/** Splits a migration at `;` line ends. Triggers keep their inner statements: a block ends at a line `END;`. */
function statementsOf(sql: string): Array<{ sql: string }> {
  const lines = sql.split('\n').map((line) => line.replace(/^\s*--.*$/, ''))
  const statements: string[] = []
  let current = ''
  let inTrigger = false
  for (const line of lines) {
    current += `${line}\n`
    if (/^\s*CREATE TRIGGER/i.test(line)) inTrigger = true
    const ends = inTrigger ? /^\s*END;\s*$/i.test(line) : /;\s*$/.test(line)
    if (ends) {
      statements.push(current.trim())
      current = ''
      inTrigger = false
    }
  }
  if (current.trim() !== '') statements.push(current.trim())
  return statements.map((statement) => ({ sql: statement }))
}
