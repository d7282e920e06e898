import * as z from 'zod'
import { fold } from '../../kernel/text.ts'

import type { Args, Db, Statement } from '../../storage/db.ts'
import type { Facts, Source } from '../schema.ts'
import { factColumns, type Kept, toKept } from './columns.ts'

/** A case at its beginning, everything that no event changes. */
export type NewCase = {
  unit: string
  code: string
  publicId: string
  source: Source
  matter: string
  person: string
  phoneHash: string | null
  chatHash: string | null
  brief: string // sealed
  words: string
  hamlet: string | null
  lat: number | null
  lng: number | null
  dossierCode: string | null
  identified: boolean
  onBehalf: boolean
  consentPublish: boolean
  consentContact: boolean
}

/** A condition with its values. */
export type Where = { sql: string; args: Args }
const OPEN = `state IN ('new', 'assigned', 'waiting', 'reopened')`
const Count = z.object({ n: z.number() })

/** SQL of cases. */
export function caseStore(db: Db) {
  const select = async (sql: string, args: Args): Promise<Kept[]> =>
    (await db.execute(`SELECT * FROM feedback WHERE ${sql}`, args)).rows.map(toKept)
  const one = async (sql: string, args: Args) => (await select(`${sql} LIMIT 1`, args))[0] ?? null

  return {
    find: (unit: string, code: string) => one('unit = ? AND code = ?', [unit, code]),
    byPublicId: (unit: string, id: string) => one('unit = ? AND public_id = ?', [unit, id]),
    /** Cases of a chat, newest first. */
    ofChat: (unit: string, chatHash: string, most: number) =>
      select('unit = ? AND chat_hash = ? ORDER BY received_at DESC, code LIMIT ?', [unit, chatHash, BigInt(most)]),
    /** Cases merged into this one. */
    mergedInto: (unit: string, code: string) => select('unit = ? AND merged_into = ? ORDER BY code', [unit, code]),
    /** Open cases of things in the field since a moment, newest first: what a new report may be the same as. */
    openField: (unit: string, since: string, most: number) =>
      select(`unit = ? AND ${OPEN} AND kind = 'field' AND received_at >= ? ORDER BY received_at DESC LIMIT ?`, [
        unit,
        since,
        BigInt(most),
      ]),
    /** Open cases that a clock has overtaken: the answer's (unless it stands still), or the transfer's. */
    late: (unit: string, now: string) =>
      select(
        `unit = ? AND ${OPEN} AND ((paused = 0 AND due_at < ?) OR (state = 'new' AND transfer_due_at < ?)) ORDER BY due_at, urgent DESC, received_at, code`,
        [unit, now, now],
      ),

    /** Cases received in these days, both included. */
    received: (unit: string, from: string, to: string) =>
      select('unit = ? AND substr(received_at, 1, 10) BETWEEN ? AND ? ORDER BY received_at, code', [unit, from, to]),

    /** A page of a list, and how many there are in all. */
    async page(where: Where, order: string, page: number, size: number): Promise<{ total: number; cases: Kept[] }> {
      const [{ rows }, cases] = await Promise.all([
        db.execute(`SELECT count(*) AS n FROM feedback WHERE ${where.sql}`, where.args),
        select(`${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`, [
          ...where.args,
          BigInt(size),
          BigInt((page - 1) * size),
        ]),
      ])
      return { total: Count.parse(rows[0]).n, cases }
    },

    inserting(c: NewCase, facts: Facts): Statement {
      const columns: Array<[string, Args[number]]> = [
        ['unit', c.unit],
        ['code', c.code],
        ['public_id', c.publicId],
        ['source', c.source],
        ['matter', c.matter],
        ['person', c.person],
        ['phone_hash', c.phoneHash],
        ['chat_hash', c.chatHash],
        ['brief', c.brief],
        ['words', c.words],
        ['hamlet', c.hamlet],
        ['lat', c.lat],
        ['lng', c.lng],
        ['dossier_code', c.dossierCode],
        ['identified', BigInt(c.identified)],
        ['on_behalf', BigInt(c.onBehalf)],
        ['consent_publish', BigInt(c.consentPublish)],
        ['consent_contact', BigInt(c.consentContact)],
        ...factColumns(facts),
      ]
      return {
        sql: `INSERT INTO feedback (${columns.map(([name]) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        args: columns.map(([, value]) => value),
      }
    },

    updating(unit: string, code: string, facts: Facts): Statement {
      const columns = factColumns(facts)
      return {
        sql: `UPDATE feedback SET ${columns.map(([name]) => `${name} = ?`).join(', ')} WHERE unit = ? AND code = ?`,
        args: [...columns.map(([, value]) => value), unit, code],
      }
    },

    /** Nothing more is told to the chat that sent these cases; the cases stay. */
    silencing: (unit: string, chatHash: string): Statement => ({
      sql: 'UPDATE feedback SET consent_contact = 0 WHERE unit = ? AND chat_hash = ?',
      args: [unit, chatHash],
    }),

    publishing(unit: string, code: string, text: string, answer: string): Statement {
      return {
        sql: 'UPDATE feedback SET public_text = ?, public_answer = ?, public_folded = ? WHERE unit = ? AND code = ?',
        args: [text, answer, fold(`${text}\n${answer}`), unit, code],
      }
    },
  }
}
export type CaseStore = ReturnType<typeof caseStore>
