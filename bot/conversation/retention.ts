import { addDays, dayOf, instantAt, isoVn } from '../../server/kernel/time.ts'
import type { Db } from '../../server/storage/db.ts'
import { DRAFT_HOURS } from '../flows/feedback/sealed.ts'
import { KEEP } from './limits.ts'

/** Ends reports that nobody went on telling for a day; their sealed words go with them. */
export async function forgetDrafts(db: Db, now: Date): Promise<number> {
  const old = isoVn(new Date(now.getTime() - DRAFT_HOURS * 3_600_000))
  const { rowsAffected } = await db.execute(
    `UPDATE conversation SET state = json_set(state, '$.flow', NULL)
     WHERE json_extract(state, '$.flow.name') = 'feedback' AND json_extract(state, '$.flow.since') < ?`,
    [old],
  )
  return rowsAffected
}

/** Forgets conversations nobody continued, what they received and sent, and stored answers after a day. Returns the rows touched. */
export async function forgetOldConversations(db: Db, now: Date): Promise<number> {
  const old = isoVn(instantAt(addDays(dayOf(now), -KEEP.conversationDays)))
  const answers = isoVn(new Date(now.getTime() - KEEP.answerHours * 3_600_000))
  const results = await db.write([
    { sql: 'DELETE FROM conversation WHERE updated_at < ?', args: [old] },
    { sql: 'DELETE FROM shown_menu WHERE at < ?', args: [old] },
    { sql: 'DELETE FROM inbox WHERE at < ?', args: [old] },
    { sql: "DELETE FROM outbox WHERE class = 'reply' AND settled_at < ?", args: [old] },
    { sql: 'DELETE FROM dead_letter WHERE at < ?', args: [old] },
    { sql: 'UPDATE inbox SET answer = NULL WHERE at < ? AND answer IS NOT NULL', args: [answers] },
  ])
  return results.reduce((sum, { rowsAffected }) => sum + rowsAffected, 0)
}
