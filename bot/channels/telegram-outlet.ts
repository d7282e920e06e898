import * as z from 'zod'
import { splitText } from '../../server/kernel/text.ts'
import type { Choice, Reply } from '../conversation/types.ts'
import { renderText } from './render.ts'

/** Telegram allows 4096 UTF-16 units after entities; a little less leaves room for what clients add. */
const LONGEST = 4000
/** Two buttons share a row when both labels are this short. */
const SHORT = 16

/** One `sendMessage`, as it waits in the outbox. Plain text without `parse_mode`: nothing needs escaping. */
export const TelegramMessage = z.object({
  text: z.string(),
  keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
})
export type TelegramMessage = z.infer<typeof TelegramMessage>

/** Replies as outbox bodies, one per message: long ones split at sentence ends, buttons under the last part. */
export function telegramOutlet(replies: Reply[]): string[] {
  return replies.flatMap((reply) => {
    const parts = splitText(renderText(reply), LONGEST)
    return parts.map((text, at): string => {
      const message: TelegramMessage = { text, keyboard: at === parts.length - 1 ? rows(reply.choices ?? []) : [] }
      return JSON.stringify(message)
    })
  })
}

function rows(choices: Choice[]): TelegramMessage['keyboard'] {
  const keyboard: TelegramMessage['keyboard'] = []
  for (const { id, label } of choices) {
    const button = { text: label, callback_data: id }
    const row = keyboard.at(-1)
    const mate = row?.length === 1 ? row[0] : undefined
    if (row && mate && mate.text.length <= SHORT && label.length <= SHORT) row.push(button)
    else keyboard.push([button])
  }
  return keyboard
}
