import type { Desk, Visit } from '../flows/desk.ts'
import { askAgain } from '../flows/feedback/flow.ts'
import { followupAgain } from '../flows/feedback/followup.ts'
import { openDraft } from '../flows/feedback/sealed.ts'
import { receiptAgain } from '../flows/feedback/track.ts'
import type { Reply } from './types.ts'

/** The answer to a chat's last message once more, when it was not kept because it quotes a report: told anew from the state. */
export async function retold(desk: Desk, visit: Visit): Promise<Reply[]> {
  const open = await openDraft(desk, visit)
  if (open) return askAgain(desk, visit, open)
  if (visit.state.flow?.name === 'followup') return followupAgain(desk, visit)
  return visit.state.inCase ? receiptAgain(desk, visit, visit.state.inCase) : []
}
