import type { PublicCase, Receipt, Similar } from '../../../server/feedback/schema.ts'
import { type CaseView, get, post } from '../api.ts'
import { type Draft, intakeOf } from './draft.ts'
import { deviceId } from './ids.ts'

export type { CaseView, PublicCase, Receipt, Similar }

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

/** Adds a word or photos; answers the officer's question when one is open. `late`: photos of the report itself, after its text. */
export const addMore = (code: string, secret: string, text: string, photos: Blob[], key: string, late = false) => {
  const data = { secret, ...(text && { text }), ...(late && { late }) }
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
