import { useEffect, useRef } from 'preact/hooks'
import { hrefOf } from '../../router.ts'

/**
 * The whole screen, awake, and at hand without a network. The browser grants the first two only after a touch: the answer is to be
 * called at each.
 */
export function useOwnScreen(): () => void {
  const awake = useRef(false)
  useEffect(() => {
    // relative to the app's folder, whose files it keeps
    void navigator.serviceWorker?.register(`${hrefOf({ at: 'home' }).split(/[?#]/)[0]}sw.js`).catch(() => undefined)
    const lost = () => {
      awake.current = false
    }
    document.addEventListener('visibilitychange', lost)
    return () => document.removeEventListener('visibilitychange', lost)
  }, [])
  return () => {
    if (!document.fullscreenElement) void document.documentElement.requestFullscreen?.().catch(() => undefined)
    if (awake.current) return
    awake.current = true
    void navigator.wakeLock?.request('screen').catch(() => undefined)
  }
}

/** Whether a reload without a network would still open the app. */
export const isAtHand = () => Boolean(navigator.serviceWorker?.controller)
