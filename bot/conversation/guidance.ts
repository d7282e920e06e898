import { dayOf } from '../../server/kernel/time.ts'
import type { Statement } from '../../server/storage/db.ts'
import type { Desk } from '../flows/desk.ts'
import type { Chat } from './store.ts'
import type { Turn } from './turn.ts'
import type { Inbound } from './types.ts'

/** A desk of one turn that notices when a question is kept for editors: what is kept found no answer. */
export function watching(desk: Desk): { watched: Desk; missed: () => boolean } {
  let missed = false
  const unanswered: Desk['unanswered'] = {
    recording(text, reason, at) {
      missed = true
      return desk.unanswered.recording(text, reason, at)
    },
  }
  return { watched: { ...desk, unanswered }, missed: () => missed }
}

/** The write that counts a typed question about procedures, by day and field; nothing of its words or of the chat is in it. */
export function guidance({ unit, channel }: Chat, { at, body }: Inbound, turn: Turn, missed: boolean): Statement[] {
  const { intent, procedures } = turn.understanding
  const telling = turn.state.flow?.name === 'feedback' || turn.state.flow?.name === 'followup'
  if (body.type !== 'text' || telling || (intent !== 'procedure' && intent !== 'out_of_scope')) return []
  const topic = missed || intent === 'out_of_scope' ? '' : (procedures[0]?.field ?? '')
  return [
    {
      sql: `INSERT INTO guidance_day (unit, day, intent, topic, channel, asked, unanswered) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)
            ON CONFLICT (unit, day, intent, topic, channel) DO UPDATE SET asked = asked + 1, unanswered = unanswered + excluded.unanswered`,
      args: [unit, dayOf(at), intent, topic, channel, missed ? 1n : 0n],
    },
  ]
}
