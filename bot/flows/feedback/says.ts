import { isNearlyWhole } from '../../conversation/pick.ts'
import { words } from '../../conversation/rules/phrases.ts'
import type { Desk } from '../desk.ts'

/** Whether a text is one of the short answers of `content/intents.yaml`: no more photos, send, only announces a report. */
export function says({ words: all }: Desk, text: string, what: 'done' | 'send' | 'announces'): boolean {
  const said = words(text)
  return all.feedback[what].some((phrase) => isNearlyWhole(phrase, said, all))
}
