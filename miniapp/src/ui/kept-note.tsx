import { sayShort } from '../moment.ts'
import { keptSince } from '../offline/kept-since.ts'
import { words } from '../words.ts'
import { useOnline } from './online.tsx'

/** Says that what stands here comes from this device, and since when; nothing for what is fresh. */
export function KeptNote({ of, retry }: { of: object | null; retry: () => void }) {
  const at = keptSince(of)
  const online = useOnline()
  return (
    <div role="status">
      {at !== null && (
        <p class="notice">
          {words.keptNote(sayShort(new Date(at + 7 * 3_600_000).toISOString()))}{' '}
          {online && (
            <button type="button" class="button plain" onClick={retry}>
              {words.retry}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
