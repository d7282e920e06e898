import { addressOf, baseOf, parseRoute, type Route } from './routes.ts'
import { useSyncExternalStore } from './ui/subscribe.ts'

export type { Answers, Route, SurveyRoute } from './routes.ts'
export { readAnswers, writeAnswers } from './routes.ts'

/** What an entry of the browser's history remembers besides its address. */
type Entry = { depth: number; scroll: number; route: Route }

const base = baseOf(location.pathname)
const listeners = new Set<() => void>()
let entry: Entry = { depth: 0, scroll: 0, route: parseRoute(location) }
/** Where to go once the browser has stepped back; null = nowhere else. */
let afterBack: Route | null = null
/** Where to scroll once the screen has its content; null = nothing to restore. */
let toRestore: number | null = null

/** At a tablet for everybody nobody gets away from the screen: neither back nor another address leads anywhere. */
let locked = false
export function lockRoute(): void {
  if (locked) return
  locked = true
  history.pushState(entry, '', hrefOf(entry.route)) // something for the back button to take away
}

/** Puts the first entry in order and listens to the back button. Call once. */
export function startRouter(): void {
  history.scrollRestoration = 'manual'
  const known = entryOf(history.state)
  if (known) toRestore = known.scroll
  entry = known ? { ...known, route: reread(known.route) } : entry
  history.replaceState(entry, '', hrefOf(entry.route))
  window.addEventListener('popstate', ({ state }: PopStateEvent) => {
    if (locked) return history.pushState(entry, '', hrefOf(entry.route))
    entry = entryOf(state) ?? { depth: 0, scroll: 0, route: parseRoute(location) }
    toRestore = entry.scroll
    if (afterBack) go(afterBack, { replace: true })
    afterBack = null
    tell()
  })
  window.addEventListener('pagehide', () => history.replaceState({ ...entry, scroll: window.scrollY }, ''))
}

/** The address wins over what the entry remembers; only what the address does not carry is taken from memory. */
function reread(remembered: Route): Route {
  const route = parseRoute(location)
  if (route.at === 'report' && remembered.at === 'report' && route.step === remembered.step) return remembered
  if (route.at === 'survey' && remembered.at === 'survey' && route.id === remembered.id && remembered.dossier)
    return { ...route, dossier: remembered.dossier }
  return route.at === remembered.at && route.at === 'dossier' ? remembered : route
}

function entryOf(state: unknown): Entry | null {
  const known: Partial<Entry> | null = typeof state === 'object' ? state : null
  return known?.route ? { depth: known.depth ?? 0, scroll: known.scroll ?? 0, route: known.route } : null
}

/** Goes to a new screen; `replace` stays in the same entry of the history (typing, answering). */
export function go(route: Route, { replace = false } = {}): void {
  if (replace) {
    entry = { ...entry, route }
    history.replaceState(entry, '', hrefOf(route))
  } else {
    history.replaceState({ ...entry, scroll: window.scrollY }, '')
    entry = { depth: entry.depth + 1, scroll: 0, route }
    toRestore = 0
    history.pushState(entry, '', hrefOf(route))
  }
  tell()
}

/** One step back inside the app, or home when the citizen came straight here. */
export function goBack(): void {
  if (entry.depth > 0) history.back()
  else go({ at: 'home' })
}

/**
 * Ends a walk of several screens: takes as many steps back and stands at `route` instead of where the walk began, so that the back
 * button does not lead into it again.
 */
export function endWalk(steps: number, route: Route): void {
  const back = Math.min(steps, entry.depth)
  if (back === 0) {
    go(route, { replace: true })
  } else {
    afterBack = route
    history.go(-back)
  }
}

/** Opens a path that Zalo hands over when the app is called again from outside. */
export function openPath(path: string): void {
  const { pathname, search, hash } = new URL(path, location.href)
  go(parseRoute({ pathname: pathname.startsWith(base) ? pathname : base + pathname.slice(1), search, hash }))
}

export function hrefOf(route: Route): string {
  return base + addressOf(route, location.search)
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => entry.route)
}

/** Restores the scroll position of a screen, once, when its content stands. */
export function restoreScroll(): void {
  if (toRestore === null) return
  window.scrollTo(0, toRestore)
  toRestore = null
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
function tell(): void {
  for (const listener of listeners) listener()
}
