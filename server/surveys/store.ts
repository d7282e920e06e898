import * as z from 'zod'
import type { Db, Statement } from '../storage/db.ts'
import { Response } from './schema.ts'

const bit = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1)
const json = z.string().transform((text): unknown => JSON.parse(text))
const Row = z.object({
  ...Response.shape,
  assisted: bit,
  satisfied: bit.nullable(),
  answers: json.pipe(Response.shape.answers),
  marks: json.pipe(Response.shape.marks),
})
const Key = z.object({ body: z.string(), response: z.string() })
const Invitation = z.object({ survey: z.string(), field: z.string().nullable(), expires_day: z.string() })
const Counter = z.object({
  code: z.string(),
  survey: z.string(),
  name: z.string(),
  field: z.string().nullable(),
  closed_day: z.string().nullable(),
})
export type Counter = z.infer<typeof Counter>
const Total = z.object({ n: z.number() })

/** SQL of surveys. */
export function surveyStore(db: Db, unit: string) {
  return {
    /** What this sending did before, when its key is known. */
    async key(key: string): Promise<z.infer<typeof Key> | null> {
      const { rows } = await db.execute('SELECT body, response FROM survey_key WHERE unit = ? AND key = ?', [unit, key])
      return rows[0] ? Key.parse(rows[0]) : null
    },

    /** The invitation with this hash, or null. */
    async invitation(ref: string): Promise<z.infer<typeof Invitation> | null> {
      const sql = 'SELECT survey, field, expires_day FROM survey_invitation WHERE unit = ? AND ref = ?'
      const { rows } = await db.execute(sql, [unit, ref])
      return rows[0] ? Invitation.parse(rows[0]) : null
    },

    async counter(code: string): Promise<Counter | null> {
      const { rows } = await db.execute('SELECT * FROM survey_counter WHERE unit = ? AND code = ?', [unit, code])
      return rows[0] ? Counter.parse(rows[0]) : null
    },

    async counters(): Promise<Counter[]> {
      const { rows } = await db.execute(
        'SELECT * FROM survey_counter WHERE unit = ? ORDER BY closed_day IS NOT NULL, name',
        [unit],
      )
      return rows.map((row) => Counter.parse(row))
    },

    /** Whether one of these occasions has answered. */
    async isUsed(survey: string, refs: readonly string[]): Promise<boolean> {
      if (refs.length === 0) return false
      const holes = refs.map(() => '?').join(', ')
      const sql = `SELECT count(*) AS n FROM survey_used WHERE unit = ? AND survey = ? AND ref IN (${holes})`
      const { rows } = await db.execute(sql, [unit, survey, ...refs])
      return Total.parse(rows[0]).n > 0
    },

    /** How many answers a device gave to a survey on a day. */
    async ofDevice(survey: string, day: string, device: string): Promise<number> {
      const sql = 'SELECT count(*) AS n FROM survey_response WHERE unit = ? AND survey = ? AND day = ? AND device = ?'
      const { rows } = await db.execute(sql, [unit, survey, day, device])
      return Total.parse(rows[0]).n
    },

    /** How many answers a survey got in a minute. */
    async inMinute(survey: string, minute: string): Promise<number> {
      const sql = 'SELECT coalesce(max(n), 0) AS n FROM survey_minute WHERE unit = ? AND survey = ? AND minute = ?'
      const { rows } = await db.execute(sql, [unit, survey, minute])
      return Total.parse(rows[0]).n
    },

    /** Answers to a survey between two days, both included, in order. */
    async responses(survey: string, from: string, to: string): Promise<Response[]> {
      const sql =
        'SELECT * FROM survey_response WHERE unit = ? AND survey = ? AND day >= ? AND day <= ? ORDER BY day, hour, id'
      const { rows } = await db.execute(sql, [unit, survey, from, to])
      return rows.map((row) => Row.parse(row))
    },

    /** How many were asked for an answer between two days. */
    async invited(survey: string, from: string, to: string): Promise<number> {
      const sql =
        'SELECT count(*) AS n FROM survey_invitation WHERE unit = ? AND survey = ? AND sent_day >= ? AND sent_day <= ?'
      const { rows } = await db.execute(sql, [unit, survey, from, to])
      return Total.parse(rows[0]).n
    },

    forget: (keysBefore: string, invitationsBefore: string, minutesBefore: string) =>
      db.write([
        { sql: 'DELETE FROM survey_minute WHERE unit = ? AND minute < ?', args: [unit, minutesBefore] },
        { sql: 'DELETE FROM survey_key WHERE unit = ? AND day < ?', args: [unit, keysBefore] },
        {
          sql: 'UPDATE survey_response SET device = NULL WHERE unit = ? AND day < ? AND device IS NOT NULL',
          args: [unit, keysBefore],
        },
        { sql: 'DELETE FROM survey_invitation WHERE unit = ? AND expires_day < ?', args: [unit, invitationsBefore] },
      ]),
  }
}
export type SurveyStore = ReturnType<typeof surveyStore>

/** The writes of one accepted answer, for one atomic batch; the first ones guard against a second answer. */
export function responseWrites(
  unit: string,
  response: Response,
  guard: { key: string | null; body: string; refs: readonly string[] },
  minute: string,
): Statement[] {
  const r = response
  return [
    {
      sql: `INSERT INTO survey_minute (unit, survey, minute, n) VALUES (?, ?, ?, 1)
            ON CONFLICT (unit, survey, minute) DO UPDATE SET n = n + 1`,
      args: [unit, r.survey, minute],
    },
    ...(guard.key === null
      ? []
      : [
          {
            sql: 'INSERT INTO survey_key (unit, key, body, response, day) VALUES (?, ?, ?, ?, ?)',
            args: [unit, guard.key, guard.body, r.id, r.day],
          },
        ]),
    ...guard.refs.map((ref) => ({
      sql: 'INSERT INTO survey_used (unit, survey, ref, day) VALUES (?, ?, ?, ?)',
      args: [unit, r.survey, ref, r.day],
    })),
    {
      sql: `INSERT INTO survey_response (unit, id, survey, version, day, hour, door, assisted, counter, field, seconds, device,
              answers, score, satisfied, marks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [
        unit,
        r.id,
        r.survey,
        BigInt(r.version),
        r.day,
        BigInt(r.hour),
        r.door,
        r.assisted ? 1n : 0n,
        r.counter,
        r.field,
        r.seconds === null ? null : BigInt(r.seconds),
        r.device,
        JSON.stringify(r.answers),
        r.score,
        r.satisfied === null ? null : r.satisfied ? 1n : 0n,
        JSON.stringify(r.marks),
      ],
    },
  ]
}

/** The write that invites somebody: joins the batch of the change that causes it. */
export function invitationWrite(
  unit: string,
  invitation: { ref: string; survey: string; field: string | null; sent: string; expires: string },
): Statement {
  return {
    sql: `INSERT INTO survey_invitation (unit, ref, survey, field, sent_day, expires_day) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (unit, ref) DO NOTHING`,
    args: [unit, invitation.ref, invitation.survey, invitation.field, invitation.sent, invitation.expires],
  }
}

/** The write that makes or closes a counter's code. */
export function counterWrite(
  unit: string,
  counter: { code: string; survey: string; name: string; field: string | null; day: string; closed: boolean },
): Statement {
  return {
    sql: `INSERT INTO survey_counter (unit, code, survey, name, field, made_day, closed_day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
          ON CONFLICT (unit, code) DO UPDATE SET name = ?4, field = ?5, survey = ?3, closed_day = ?7`,
    args: [
      unit,
      counter.code,
      counter.survey,
      counter.name,
      counter.field,
      counter.day,
      counter.closed ? counter.day : null,
    ],
  }
}

/** One more who said this of the time, of a dossier whose record says that. */
export function timingWrite(unit: string, day: string, said: string, recorded: string): Statement {
  return {
    sql: 'INSERT INTO survey_timing (unit, day, said, recorded, n) VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1',
    args: [unit, day, said, recorded],
  }
}
