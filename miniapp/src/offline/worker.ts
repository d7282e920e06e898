import { hrefOf } from '../router.ts'
import { inZalo } from '../zalo.ts'

/** Keeps this build's files on the device, so that a plain browser opens the app without a network. In Zalo no worker is allowed. */
export function keepAppAtHand(): void {
  if (inZalo) return
  // relative to the app's folder, whose files it keeps
  void navigator.serviceWorker?.register(`${hrefOf({ at: 'home' }).split(/[?#]/)[0]}sw.js`).catch(() => undefined)
}

/** Whether a reload without a network would still open the app. */
export const isAtHand = () => Boolean(navigator.serviceWorker?.controller)
