import { mayWait } from './mark.ts'

/** Sends what an earlier visit could not; what sends comes along only when there may be something. */
export async function resumeSending(): Promise<void> {
  try {
    if (await mayWait()) (await import('./begin.ts')).start()
  } catch {
    // without a network not even the sending part comes; it is tried when one is back
    window.addEventListener('online', () => void resumeSending(), { once: true })
  }
}
