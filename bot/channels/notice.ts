import type { Say } from '../../server/content/messages.ts'
import type { ChatRef } from '../../server/feedback/schema.ts'
import type { Notices } from '../../server/notices/service.ts'
import type { Statement } from '../../server/storage/db.ts'
import { chooseFeedback } from '../conversation/choices-feedback.ts'

/**
 * Makes the writes that tell a step of a report to a chat nobody is writing in. With the code of a case, a button shows it. A chat
 * that can't be written to gets none.
 */
export function caseNotifier({ say, notices }: { say: Say; notices: Pick<Notices, 'aboutCase'> }) {
  return (to: ChatRef, text: string, at: Date, code?: string): Promise<Statement[]> => {
    const choices = code ? [{ id: chooseFeedback.case(code, 'show'), label: say('feedback.case.show') }] : []
    return notices.aboutCase(to, text, at, code, choices)
  }
}
