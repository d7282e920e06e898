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

let renewed = false
/** A newer build of the app took over while this page was open. Not the first one: that is this page's own. */
function subscribeRenewal(listener: () => void): () => void {
  const worker = navigator.serviceWorker
  if (!worker?.controller) return () => undefined
  const told = () => {
    renewed = true
    listener()
  }
  worker.addEventListener('controllerchange', told)
  return () => worker.removeEventListener('controllerchange', told)
}

/** Says at the top of every screen that there is no network, or a new build; empty otherwise, so that its coming is read aloud. */
export function OfflineBanner() {
  const online = useOnline()
  const isNew = useSyncExternalStore(subscribeRenewal, () => renewed)
  return (
    <div role="status">
      {!online && <p class="strip-note soon">{words.offlineBanner}</p>}
      {online && isNew && (
        <p class="strip-note">
          {words.renewed}{' '}
          <button type="button" class="button plain" onClick={() => location.reload()}>
            {words.reopen}
          </button>
        </p>
      )}
    </div>
  )
}
