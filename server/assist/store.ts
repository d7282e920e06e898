import * as z from 'zod'
import type { Db, Statement } from '../storage/db.ts'
import { Outcome, Place, type Visit } from './schema.ts'

const list = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)))
const Row = z.object({
  id: z.string(),
  day: z.string(),
  at: z.string(),
  member: z.string(),
  member_name: z.string(),
  team: z.string(),
  hamlet: z.string().nullable(),
  place: Place,
  kinds: list,
  difficulties: list,
  procedure_code: z.string().nullable(),
  outcome: Outcome,
  follow_day: z.string().nullable(),
  followed_at: z.string().nullable(),
  number: z.number().int().nullable(),
  consent_at: z.string().nullable(),
  device: z.string().nullable(),
})

function toVisit(raw: unknown): Visit {
  const { member_name, procedure_code, follow_day, followed_at, consent_at, ...rest } = Row.parse(raw)
  return {
    ...rest,
    memberName: member_name,
    procedure: procedure_code,
    follow: follow_day,
    followedAt: followed_at,
    consentAt: consent_at,
  }
}

/** SQL of visits. What was taken back is not read any more. */
export function assistStore(db: Db, unit: string) {
  const all = async (where: string, args: string[]) => {
    const sql = `SELECT * FROM assist_visit WHERE unit = ? AND withdrawn_at IS NULL AND ${where}`
    return (await db.execute(sql, [unit, ...args])).rows.map(toVisit)
  }
  return {
    between: (from: string, to: string) => all('day >= ? AND day <= ? ORDER BY at DESC', [from, to]),
    ofMember: (member: string, from: string, to: string) =>
      all('member = ? AND day >= ? AND day <= ? ORDER BY at DESC', [member, from, to]),
    /** Promised for a day up to `today`, and not done yet. */
    due: (member: string, today: string) =>
      all('member = ? AND follow_day <= ? AND followed_at IS NULL ORDER BY follow_day', [member, today]),
    async find(id: string): Promise<Visit | null> {
      return (await all('id = ?', [id]))[0] ?? null
    },
    async some(ids: string[]): Promise<Visit[]> {
      if (ids.length === 0) return []
      return all('id IN (SELECT value FROM json_each(?)) ORDER BY at', [JSON.stringify(ids)])
    },
    async byKey(key: string): Promise<Visit | null> {
      return (await all('key = ?', [key]))[0] ?? null
    },
  }
}

export type AssistStore = ReturnType<typeof assistStore>

/** The write of a visit; its key refuses a second one. */
export function visitWrite(unit: string, key: string, visit: Visit): Statement {
  return {
    sql: `INSERT INTO assist_visit (unit, id, key, day, at, member, member_name, team, hamlet, place, kinds, difficulties,
            procedure_code, outcome, follow_day, number, consent_at, device)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    args: [
      unit,
      visit.id,
      key,
      visit.day,
      visit.at,
      visit.member,
      visit.memberName,
      visit.team,
      visit.hamlet,
      visit.place,
      JSON.stringify(visit.kinds),
      JSON.stringify(visit.difficulties),
      visit.procedure,
      visit.outcome,
      visit.follow,
      visit.number === null ? null : BigInt(visit.number),
      visit.consentAt,
      visit.device,
    ],
  }
}

/** A visit that was recorded by mistake, or a promise that was kept. */
export function visitMark(unit: string, id: string, column: 'withdrawn_at' | 'followed_at', at: string): Statement {
  return {
    sql: `UPDATE assist_visit SET ${column} = ? WHERE unit = ? AND id = ? AND ${column} IS NULL`,
    args: [at, unit, id],
  }
}
