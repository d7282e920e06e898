import { useEffect, useRef } from 'preact/hooks'
import { keepAppAtHand } from '../../offline/worker.ts'

const QUIET_MS = 60_000 // nobody stands at the counter

/**
 * The whole screen, awake, and at hand without a network. The browser grants the first two only after a touch: the answer is to be
 * called at each. A new build is taken up when nobody has touched the screen for a while: a tablet is never closed.
 */
export function useOwnScreen(): () => void {
  const awake = useRef(false)
  const touched = useRef(0)
  useEffect(() => {
    keepAppAtHand()
    const lost = () => {
      awake.current = false
    }
    const known = navigator.serviceWorker?.controller
    const renewed = () => {
      if (!known) return // the first one: this page is its own build
      const quiet = performance.now() - touched.current
      if (quiet >= QUIET_MS) location.reload()
      else setTimeout(renewed, QUIET_MS - quiet)
    }
    document.addEventListener('visibilitychange', lost)
    navigator.serviceWorker?.addEventListener('controllerchange', renewed)
    return () => {
      document.removeEventListener('visibilitychange', lost)
      navigator.serviceWorker?.removeEventListener('controllerchange', renewed)
    }
  }, [])
  return () => {
    touched.current = performance.now()
    if (!document.fullscreenElement) void document.documentElement.requestFullscreen?.().catch(() => undefined)
    if (awake.current) return
    awake.current = true
    void navigator.wakeLock?.request('screen').catch(() => undefined)
  }
}
