import { words } from '../words.ts'
import { useSyncExternalStore } from './subscribe.ts'

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

export const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine)

/** Says at the top of every screen that there is no network; empty otherwise, so that its coming is read aloud. */
export function OfflineBanner() {
  const online = useOnline()
  return <div role="status">{!online && <p class="strip-note soon">{words.offlineBanner}</p>}</div>
}
