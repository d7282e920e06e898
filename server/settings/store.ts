import * as z from 'zod'
import { Kind } from '../feedback/schema.ts'
import type { Db, Statement } from '../storage/db.ts'
import type { OpenCase } from './rules/effects.ts'
import { Origin, Section, type Version } from './schema.ts'

const Row = z
  .object({
    section: Section,
    version: z.number(),
    value: z.string().nullable(),
    origin: Origin,
    undo_of: z.number().nullable(),
    actor_name: z.string(),
    at: z.string(),
    note: z.string(),
  })
  .transform(({ value, undo_of, actor_name, ...row }): Version => {
    const read: unknown = value === null ? null : JSON.parse(value)
    return { ...row, value: read, undoOf: undo_of, actorName: actor_name }
  })
const CaseRow = z
  .object({
    kind: Kind,
    clock_from: z.string(),
    paused_days: z.number(),
    extended_days: z.number(),
    reopened: z.number(),
    due_at: z.string(),
  })
  .transform(
    (row): OpenCase => ({
      kind: row.kind,
      clockFrom: row.clock_from,
      pausedDays: row.paused_days,
      extendedDays: row.extended_days,
      reopened: row.reopened,
      dueAt: row.due_at,
    }),
  )

/** The latest version of every section of a unit, in one query. Rows of sections that this release does not know are left out. */
export async function latestSettings(db: Db, unit: string): Promise<Version[]> {
  const found = await db.execute(
    `SELECT * FROM unit_setting WHERE unit = ?1 AND (section, version) IN
     (SELECT section, max(version) FROM unit_setting WHERE unit = ?1 GROUP BY section) ORDER BY section`,
    [unit],
  )
  return found.rows.flatMap((row) => Row.safeParse({ ...row }).data ?? [])
}

/** SQL of the settings' versions. */
export function settingsStore(db: Db, unit: string) {
  return {
    latest: () => latestSettings(db, unit),
    /** Versions of a section, newest first. */
    async history(section: Section, most: number): Promise<Version[]> {
      const found = await db.execute(
        'SELECT * FROM unit_setting WHERE unit = ? AND section = ? ORDER BY version DESC LIMIT ?',
        [unit, section, BigInt(most)],
      )
      return found.rows.map((row) => Row.parse({ ...row }))
    },
    async find(section: Section, version: number): Promise<Version | null> {
      const found = await db.execute('SELECT * FROM unit_setting WHERE unit = ? AND section = ? AND version = ?', [
        unit,
        section,
        BigInt(version),
      ])
      return found.rows[0] ? Row.parse({ ...found.rows[0] }) : null
    },
    adding(row: Omit<Version, 'actorName'>, actor: { id: string; name: string }): Statement {
      return {
        sql: `INSERT INTO unit_setting (unit, section, version, value, origin, undo_of, actor, actor_name, at, note)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        args: [
          unit,
          row.section,
          BigInt(row.version),
          row.value === null ? null : JSON.stringify(row.value),
          row.origin,
          row.undoOf === null ? null : BigInt(row.undoOf),
          actor.id,
          actor.name,
          row.at,
          row.note,
        ],
      }
    },
    /** Open cases of the hotline, only as far as their due moments go. */
    async openCases(): Promise<OpenCase[]> {
      const found = await db.execute(
        `SELECT kind, clock_from, paused_days, extended_days, reopened, due_at FROM feedback
         WHERE unit = ? AND state IN ('new', 'assigned', 'waiting', 'reopened')`,
        [unit],
      )
      return found.rows.map((row) => CaseRow.parse({ ...row }))
    },
    write: db.write,
  }
}
