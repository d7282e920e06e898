import { readWaiting } from './waiting.ts'

/** Sends what an earlier visit could not; what sends comes along only when there is something. */
export async function sendWaiting(): Promise<void> {
  if ((await readWaiting()).every(({ refused }) => refused)) return
  const { flush } = await import('../screens/survey/rooms.ts')
  await flush()
}
