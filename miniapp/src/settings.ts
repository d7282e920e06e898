import { readJson } from './kept.ts'
import { useSyncExternalStore } from './ui/subscribe.ts'
import { writeKept } from './zalo.ts'

/** How the reader wants the app: kept on this device only. */
export type Settings = {
  text: 'usual' | 'large' | 'largest'
  theme: 'device' | 'light' | 'dark'
  contrast: boolean
  /** Whether each screen offers to be read aloud, where the device can. */
  aloud: boolean
}
export const USUAL: Settings = { text: 'usual', theme: 'device', contrast: false, aloud: false }

const KEPT = 'settings'
const listeners = new Set<() => void>()
let settings = USUAL
/** What Zalo says of light and dark; in a browser the device itself is asked. */
const zaloTheme = /ZaloTheme\/(dark|light)/i.exec(navigator.userAgent)?.[1]?.toLowerCase()

/** Takes up what this device kept. Until then, and where nothing is kept, all is as usual. */
export async function startSettings(): Promise<void> {
  show(USUAL)
  const kept = await readJson<Partial<Settings>>(KEPT)
  if (kept) show({ ...USUAL, ...kept })
}

/** Shows a choice at once and keeps it. False when the device does not keep it. */
export function choose(part: Partial<Settings>): Promise<boolean> {
  show({ ...settings, ...part })
  return writeKept(KEPT, JSON.stringify(settings))
}

/** Everything as on the first day; what was kept is not touched. */
export const resetSettings = () => show(USUAL)

export const useSettings = () => useSyncExternalStore(subscribe, () => settings)

function show(next: Settings): void {
  settings = next
  const { dataset } = document.documentElement
  set(dataset, 'text', next.text === 'usual' ? undefined : next.text)
  set(dataset, 'theme', next.theme === 'device' ? zaloTheme : next.theme)
  set(dataset, 'contrast', next.contrast ? 'more' : undefined)
  for (const listener of listeners) listener()
}

function set(dataset: DOMStringMap, name: string, value: string | undefined): void {
  if (value === undefined) delete dataset[name]
  else dataset[name] = value
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
