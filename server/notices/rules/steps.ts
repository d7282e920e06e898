import type { Followed, Topic } from '../schema.ts'

/** Something to tell about a dossier. `mark` makes its key: the same thing about the same day is told once. */
export type Told = { topic: Topic; mark: string }

const OPEN = new Set(['submitted', 'received', 'processing', 'paying'])
const ENDED = new Set(['refused', 'withdrawn', 'stopped'])
const day = (moment: { at: string } | null) => moment?.at.slice(0, 10) ?? ''

/**
 * What a change of a dossier tells its followers: at most its new state and, while it is open, its new date. Only the last state
 * counts: from "đang xử lý" to "đã trả" in one file is told once, as returned.
 */
export function toldBy(before: Followed | null, after: Followed, today: string): Told[] {
  const state = stateTold(before, after, today)
  const moved = before?.due && after.due && day(before.due) !== day(after.due)
  if (moved && OPEN.has(after.state) && day(after.due) > day(before.due))
    return [...(state ? [state] : []), { topic: 'new-date', mark: day(after.due) }]
  return state ? [state] : []
}

function stateTold(before: Followed | null, after: Followed, today: string): Told | null {
  if (before?.state === after.state) return null
  switch (after.state) {
    case 'received':
    case 'processing':
      return before === null || before.state === 'submitted' ? { topic: 'received', mark: '' } : null
    case 'waiting':
      return { topic: 'papers', mark: today } // may be asked for more than once
    case 'paying':
      return { topic: 'paying', mark: today }
    case 'ready':
      return { topic: 'ready', mark: day(after.finished) || today }
    case 'returned':
      return { topic: 'returned', mark: '' }
    default:
      return ENDED.has(after.state) ? { topic: 'ended', mark: after.state } : null
  }
}

/** What the clock tells: due soon (from `soonFrom`, a day), late, or a result nobody fetched since `unfetchedSince` (a day),
 * an invitation to rate what was returned from `askedSince` to `askedUntil` (days). */
export function toldByClock(
  dossier: Followed,
  {
    today,
    late,
    soonUntil,
    unfetchedSince,
    askedSince,
    askedUntil,
  }: {
    today: string
    late: boolean
    soonUntil: string
    unfetchedSince: string
    askedSince: string
    askedUntil: string
  },
): Told | null {
  const due = day(dossier.due)
  if (OPEN.has(dossier.state) && due !== '') {
    if (late) return { topic: 'late', mark: due }
    return due >= today && due <= soonUntil ? { topic: 'soon', mark: due } : null
  }
  const returned = day(dossier.returned)
  if (dossier.state === 'returned' && returned >= askedSince && returned <= askedUntil)
    return { topic: 'survey', mark: '' }
  const finished = day(dossier.finished)
  const waits = dossier.state === 'ready' && !dossier.returned && finished !== '' && finished <= unfetchedSince
  return waits ? { topic: 'waiting-result', mark: finished } : null
}
