import { reachedOf } from '../../feedback/parcel.ts'
import { useEntries } from '../../outbox/use-entries.ts'
import { receipt as words } from '../../words/feedback.ts'

/** How many photos of a case are still on their way; nothing once all are there. */
export function PhotosGoing({ code }: { code: string }) {
  const entries = useEntries() ?? []
  const mine = entries.find((entry) => entry.kind === 'feedback' && reachedOf(entry)?.code === code)
  const left = mine ? mine.photos.length - (reachedOf(mine)?.photos ?? 0) : 0
  return (
    <div role="status">
      {left > 0 && <p class="notice">{mine?.state === 'refused' ? mine.reason?.message : words.photosGoing(left)}</p>}
    </div>
  )
}
