import { sha256 } from '../../../server/kernel/privacy.ts'
import { isoVn } from '../../../server/kernel/time.ts'
import type { State } from '../../conversation/state.ts'
import type { Desk, Visit } from '../desk.ts'
import { Draft } from './draft.ts'

/** Hours after which a draft that nobody touched is gone. */
export const DRAFT_HOURS = 24

export type OpenDraft = { id: string; draft: Draft }

/** The draft a chat is telling; null when there is none, it is too old, or it can't be read. */
export async function openDraft({ vault }: Desk, visit: Visit): Promise<OpenDraft | null> {
  const { flow } = visit.state
  if (flow?.name !== 'feedback') return null
  if (visit.now.getTime() - Date.parse(flow.since) > DRAFT_HOURS * 3_600_000) return null
  const json = await vault.unseal(placeOf(visit), flow.draft)
  if (json === null) return null
  const draft = Draft.safeParse(JSON.parse(json))
  return draft.success ? { id: flow.id, draft: draft.data } : null
}

/** The state with the draft in it. */
export async function withDraft({ vault }: Desk, visit: Visit, { id, draft }: OpenDraft): Promise<State> {
  const { state, now } = visit
  return {
    ...state,
    flow: { name: 'feedback', id, since: isoVn(now), draft: await vault.seal(placeOf(visit), JSON.stringify(draft)) },
    memory: { ...state.memory, strikes: 0 },
  }
}

/** The id of a draft that begins with this update: the same whenever the update is handled again. */
export async function draftId({ chat, update }: Visit): Promise<string> {
  return (await sha256(`draft\u0000${chat.channel}\u0000${chat.chat}\u0000${update}`)).slice(0, 40)
}

function placeOf({ chat }: Visit): string {
  return `draft ${chat.channel} ${chat.chat}`
}
