import type { PublishedChange } from '../../../server/surveys/schema.ts'
import { get } from '../api.ts'

export type { PublishedChange }

/** *Bạn góp ý, chúng tôi đã làm*, the newest first. */
export const getChanges = (signal?: AbortSignal) => get<{ changes: PublishedChange[] }>('/surveys/changes', {}, signal)
