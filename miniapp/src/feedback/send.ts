import type { IntakeInput, PublicCase, Receipt, Similar } from '../../../server/feedback/schema.ts'
import { asFailure, type CaseView, type Failure, get, mayRetry, post } from '../api.ts'
import { type Draft, intakeOf } from './draft.ts'
import { deviceId } from './ids.ts'
import { readPhoto } from './photos.ts'

export type { CaseView, PublicCase, Receipt, Similar }
/** `older`: an earlier sending had arrived after all, and what was changed since then has not. */
export type Sent = { receipt: Receipt; older: boolean } | { failure: Failure; attempt: IntakeInput | null }

/**
 * Sends a draft under its key, so that it becomes one case however often it is pressed, lost or sent again. Never throws. When the
 * answer did not come, `attempt` is what may have arrived.
 */
export async function sendDraft(draft: Draft, emergencyCalled: boolean): Promise<Sent> {
  const intake = { ...intakeOf(draft), ...(emergencyCalled ? { emergencyCalled } : {}) }
  try {
    return { receipt: await send(intake, draft), older: false }
  } catch (error) {
    const failure = asFailure(error)
    const { attempt } = draft
    if (failure.code !== 'feedback.key-reused' || !attempt)
      return { failure, attempt: mayRetry(failure) ? (attempt ?? intake) : attempt }
    try {
      return { receipt: await send(attempt, draft), older: !isSame(intake, attempt) }
    } catch (again) {
      return { failure: asFailure(again), attempt }
    }
  }
}

/** The same report, whether or not the citizen said of having called 113, 114 or 115. */
function isSame(one: IntakeInput, other: IntakeInput): boolean {
  const plain = (intake: IntakeInput) => JSON.stringify({ ...intake, emergencyCalled: true })
  return plain(one) === plain(other)
}

async function send(intake: IntakeInput, { key, photos }: Draft): Promise<Receipt> {
  const found = await Promise.all(photos.map(readPhoto))
  const kept = found.flatMap((photo) => (photo ? [photo] : []))
  return post<Receipt>('/feedback', kept.length > 0 ? formOf(intake, kept) : intake, key)
}

function formOf(data: object, photos: Blob[]): FormData {
  const form = new FormData()
  form.set('data', JSON.stringify(data))
  photos.forEach((photo, at) => {
    form.append('photo', photo, `anh-${at + 1}.jpg`)
  })
  return form
}

/** Open cases near by that may be the same matter. By POST: a query would lie in logs, and nothing was sent in yet. */
export async function findSimilar(draft: Draft): Promise<Similar[]> {
  const { text, place } = intakeOf(draft)
  if (!place?.hamlet && place?.lat === undefined) return []
  const { hamlet, lat, lng } = place
  const { cases } = await post<{ cases: Similar[] }>('/feedback/similar', { text, ...(hamlet && { hamlet }), lat, lng })
  return cases
}

/** Follows a public case; only how many follow is kept. */
export const followCase = async (id: string) => post<object>(`/feedback/${id}/follow`, { follower: await deviceId() })

/** Adds a word or photos; answers the officer's question when one is open. */
export const addMore = (code: string, secret: string, text: string, photos: Blob[], key: string) => {
  const data = { secret, ...(text && { text }) }
  return post<object>(`${pathOf(code)}/more`, photos.length > 0 ? formOf(data, photos) : data, key)
}
export const reopenCase = (code: string, secret: string, reason: string) =>
  post<object>(`${pathOf(code)}/reopen`, { secret, reason })
export const rateCase = (code: string, secret: string, rating: 'like' | 'dislike', reason: string) =>
  post<object>(`${pathOf(code)}/rate`, { secret, rating, ...(reason && { reason }) })

const pathOf = (code: string) => `/feedback/${encodeURIComponent(code)}`

export type RegisterPage = { total: number; pages: number; cases: PublicCase[] }
export const searchRegister = (query: Record<string, string>, signal?: AbortSignal) =>
  get<RegisterPage>('/feedback/public', query, signal)
