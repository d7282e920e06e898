import * as z from 'zod'
import { isoVn } from '../../kernel/time.ts'
import type { Db, Statement } from '../../storage/db.ts'
import type { Broadcast, BroadcastInput, ImageRef, State } from '../schema.ts'
import { toBroadcast } from './rows.ts'

const Total = z.object({ n: z.number() })
const Count = z.object({ state: z.string(), n: z.number() })
/** Published: everybody may read it, unless it was stopped. */
const PUBLIC = "unit = ? AND started_at IS NOT NULL AND state IN ('sending', 'sent')"

/** SQL of broadcasts as people write and read them. */
export function broadcastStore(db: Db, unit: string) {
  return {
    /** The latest of these states. */
    async list(states: readonly State[], limit: number): Promise<Broadcast[]> {
      const { rows } = await db.execute(
        `SELECT * FROM broadcast WHERE unit = ? AND state IN (SELECT value FROM json_each(?))
         ORDER BY coalesce(started_at, changed_at) DESC, id LIMIT ?`,
        [unit, JSON.stringify(states), BigInt(limit)],
      )
      return rows.map(toBroadcast)
    },
    async counts(): Promise<Record<string, number>> {
      const { rows } = await db.execute('SELECT state, count(*) AS n FROM broadcast WHERE unit = ? GROUP BY state', [
        unit,
      ])
      return Object.fromEntries(rows.map((row) => Count.parse(row)).map(({ state, n }) => [state, n]))
    },
    async one(id: string): Promise<Broadcast | null> {
      const { rows } = await db.execute('SELECT * FROM broadcast WHERE unit = ? AND id = ?', [unit, id])
      return rows[0] ? toBroadcast(rows[0]) : null
    },

    /** What everybody may read, the newest first. */
    async published(limit: number, offset: number): Promise<{ total: number; news: Broadcast[] }> {
      const [count, found] = await Promise.all([
        db.execute(`SELECT count(*) AS n FROM broadcast WHERE ${PUBLIC}`, [unit]),
        db.execute(`SELECT * FROM broadcast WHERE ${PUBLIC} ORDER BY started_at DESC, id LIMIT ? OFFSET ?`, [
          unit,
          BigInt(limit),
          BigInt(offset),
        ]),
      ])
      return { total: Total.parse(count.rows[0]).n, news: found.rows.map(toBroadcast) }
    },
    async publishedOne(id: string): Promise<Broadcast | null> {
      const { rows } = await db.execute(`SELECT * FROM broadcast WHERE ${PUBLIC} AND id = ?`, [unit, id])
      return rows[0] ? toBroadcast(rows[0]) : null
    },

    adding: (
      id: string,
      input: BroadcastInput,
      image: ImageRef | null,
      by: { id: string; name: string },
      at: Date,
    ) => ({
      sql: `INSERT INTO broadcast (unit, id, kind, title, text, link, image, image_type, quiz, hamlets, channels,
              scheduled_at, state, revision, writers, author_name, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', 1, ?, ?, ?)`,
      args: [unit, id, ...cells(input, image), JSON.stringify([by.id]), by.name, isoVn(at)],
    }),

    /** Rewrites a draft. Somebody else's change since `seen` breaks NOT NULL, and with it the batch. */
    editing(id: string, input: BroadcastInput, image: ImageRef | null, writers: string[], seen: number, at: Date) {
      return {
        sql: `UPDATE broadcast SET revision = CASE WHEN revision = CAST(? AS INTEGER) AND state = 'draft' THEN revision + 1 END,
                kind = ?, title = ?, text = ?, link = ?, image = ?, image_type = ?, quiz = ?, hamlets = ?, channels = ?,
                scheduled_at = ?, writers = ?, changed_at = ?
              WHERE unit = ? AND id = ?`,
        args: [BigInt(seen), ...cells(input, image), JSON.stringify(writers), isoVn(at), unit, id],
      }
    },

    /** Moves it on; refused like `editing` when it is not as it was `seen`, or not in one of `from` any more. */
    moving(
      id: string,
      { from, to, seen, at }: { from: readonly State[]; to: State; seen: number; at: Date },
      more: { note?: string | null; approvedName?: string; night?: boolean; ended?: boolean } = {},
    ): Statement {
      return {
        sql: `UPDATE broadcast SET
                revision = CASE WHEN revision = CAST(?1 AS INTEGER) AND state IN (SELECT value FROM json_each(?2)) THEN revision + 1 END,
                state = ?3, changed_at = ?4, note = ?5,
                approved_name = coalesce(?6, approved_name), approved_at = CASE WHEN ?6 IS NULL THEN approved_at ELSE ?4 END,
                night = CAST(?7 AS INTEGER), ended_at = CASE WHEN ?8 = 1 THEN ?4 END
              WHERE unit = ?9 AND id = ?10`,
        args: [
          BigInt(seen),
          JSON.stringify(from),
          to,
          isoVn(at),
          more.note ?? null,
          more.approvedName ?? null,
          more.night ? 1n : 0n,
          more.ended ? 1n : 0n,
          unit,
          id,
        ],
      }
    },
  }
}

function cells(input: BroadcastInput, image: ImageRef | null) {
  return [
    input.kind,
    input.title,
    input.text,
    input.link,
    image?.id ?? null,
    image?.type ?? null,
    JSON.stringify(input.quiz),
    JSON.stringify(input.hamlets),
    JSON.stringify(input.channels),
    input.scheduledAt === null ? null : isoVn(new Date(input.scheduledAt)),
  ]
}
