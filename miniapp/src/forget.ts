import { post } from './api.ts'
import { newId } from './feedback/ids.ts'
import { forgetPhotos } from './feedback/photos.ts'
import { forgetReceipt } from './feedback/receipts.ts'
import { hasDraft, readBegun, readCases, readDossiers, readLists } from './kept.ts'
import { forgetAnswers } from './offline/answers.ts'
import { forgetMine, outbox } from './outbox/index.ts'
import { resetSettings } from './settings.ts'
import { inZalo, keptKeys, writeKept } from './zalo.ts'

/** What this device keeps of its owner's matters; counts only. */
export type Held = {
  dossiers: number
  cases: number
  lists: number
  draft: boolean
  surveys: number
  waiting: number
  chat: boolean
}

/** Not of the one who presses: a helper's records belong to the people helped, and leave by their own way. */
const NOT_MINE = /^(team|outbox)\b/
/** Public, and what one needs without a network. */
const PUBLIC = ['unit']

export async function heldHere(): Promise<Held> {
  const [dossiers, cases, lists, surveys, waiting, draft] = await Promise.all([
    readDossiers(),
    readCases(),
    readLists(),
    readBegun(),
    outbox.list(),
    hasDraft(),
  ])
  return {
    dossiers: dossiers.length,
    cases: cases.length,
    lists: lists.length,
    draft,
    surveys: surveys.length,
    waiting: waiting.filter(({ kind }) => kind !== 'help').length,
    chat: hasWebChat(),
  }
}

/** Takes everything of one's own off this device: also drafts, photos, what waits to be sent, and how the app was set. */
export async function forgetHere(): Promise<void> {
  await forgetMine()
  await forgetAnswers()
  await forgetReceipt()
  await forgetPhotos()
  for (const key of await keptKeys()) {
    if (!NOT_MINE.test(key) && !PUBLIC.includes(key)) await writeKept(key, null)
  }
  resetSettings()
}

/** Where our chat page keeps its conversation, in a browser. */
const CHAT = 'xa-chat'

/** The conversation of this browser's chat page, or null. */
function webChat(): string | null {
  if (inZalo) return null
  try {
    const kept: { conversation?: unknown } | null = JSON.parse(localStorage.getItem(CHAT) ?? 'null')
    return typeof kept?.conversation === 'string' ? kept.conversation : null
  } catch {
    return null
  }
}
export const hasWebChat = () => webChat() !== null

type Answer = { replies: { choices?: { id: string }[] }[] }

/**
 * Has the commune delete what it keeps of this browser's conversation, by the conversation's own words and button, then forgets it
 * here. Throws a `Failure`.
 */
export async function eraseWebChat(): Promise<void> {
  const conversation = webChat()
  if (!conversation) return
  const asked = await post<Answer>('/chat', { conversation, id: newId(), text: 'xóa dữ liệu của tôi' })
  const yes = asked.replies.flatMap(({ choices = [] }) => choices)[0]
  if (yes) await post<Answer>('/chat', { conversation, id: newId(), choice: yes.id })
  localStorage.removeItem(CHAT)
}
