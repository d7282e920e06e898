import { inZalo } from '../zalo.ts'
import { mayFetchUnasked, renewIfDue } from './renew.ts'
import { keepAppAtHand } from './worker.ts'

/** What makes the app ready to lose its network, once the first screen stands: its own files, then the guides. */
export async function getReady(): Promise<void> {
  keepAppAtHand()
  await renewIfDue(Date.now())
  // Zalo allows no worker: there the rooms are fetched while there is a network
  if (inZalo && mayFetchUnasked()) await Promise.all(ROOMS.map((load) => load().catch(() => undefined)))
}

const ROOMS: (() => Promise<unknown>)[] = [
  () => import('../screens/rooms.ts'), // fetched already, unless a link led past the first screen
  () => import('../screens/feedback/rooms.ts'),
  () => import('../screens/survey/rooms.ts'),
  () => import('../screens/mine/rooms.ts'),
  () => import('../screens/news/rooms.ts'),
  () => import('virtual:life-events'),
]
