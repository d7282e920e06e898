import { useSyncExternalStore } from './ui/subscribe.ts'

/**
 * Where the citizen is. The address is the base (`/app/`, `/zapps/<id>/`) plus a query, never another path: leaving the sub-path
 * breaks every later SDK call in Zalo. What a citizen answered, and the code and secret of a report, go into the fragment, which no
 * server ever sees; a dossier's code into neither.
 */
export type Route =
  | { at: 'home' }
  | { at: 'search'; q: string }
  | { at: 'event'; id: string }
  | { at: 'procedure'; code: string; answers: Answers; name?: string }
  | { at: 'dossier'; code?: string }
  | { at: 'feedback' }
  | { at: 'report'; step: string; edit?: boolean }
  | { at: 'receipt'; code: string; secret: string }
  | { at: 'case'; code: string; secret: string }
  | { at: 'register'; q: string; kind: string; page: number }
  | { at: 'survey'; id: string; step: string; invitation?: string; counter?: string; dossier?: string }
  | { at: 'kiosk'; counter: string }
  | { at: 'hotline' }
  | { at: 'news'; page: number }
  | { at: 'newsItem'; id: string }
  | { at: 'quiz'; id: string }
export type SurveyRoute = Extract<Route, { at: 'survey' }>
export type Answers = Record<string, string>

/** What an entry of the browser's history remembers besides its address. */
type Entry = { depth: number; scroll: number; route: Route }
type Place = Pick<Location, 'pathname' | 'search' | 'hash'>

const KEYS = ['tim', 'viec', 'thu-tuc', 'ho-so', 'phan-anh', 'goi-xa', 'chon', 'khoa', 'khao-sat', 'moi', 'quay']

/** The folder the app lives in, with a slash at both ends. */
export function baseOf(pathname: string): string {
  return /^\/zapps\/[^/]+|^.*?\/app(?=\/|$)/.exec(pathname)?.[0].concat('/') ?? pathname.replace(/[^/]*$/, '')
}

/** Reads an address: our query, or a path after the base as deep links may carry (`…/thu-tuc/1.001193`). */
export function parseRoute({ pathname, search, hash }: Place): Route {
  const inFragment = readFragment(hash)
  if (inFragment) return inFragment
  const query = new URLSearchParams(search)
  const [key = '', value = ''] = pathname.slice(baseOf(pathname).length).split('/')
  if (KEYS.includes(key) && !query.has(key)) query.set(key, decode(value))
  const code = query.get('thu-tuc')
  if (code)
    return {
      at: 'procedure',
      code,
      answers: { ...readAnswers(query.get('chon') ?? ''), ...readAnswers(hash.slice(1)) },
    }
  const event = query.get('viec')
  if (event) return { at: 'event', id: event }
  const survey = query.get('khao-sat')
  if (survey !== null) return surveyOf(survey, '', query)
  const dossier = query.get('ho-so')
  if (dossier !== null) return { at: 'dossier', ...(dossier ? { code: dossier } : {}) }
  const report = query.get('phan-anh')
  if (report) return { at: 'case', code: report, secret: query.get('khoa') ?? '' } // from Zalo, whose links have no fragment
  if (report !== null) return { at: 'feedback' }
  if (query.has('goi-xa')) return { at: 'hotline' }
  const q = query.get('tim')
  return q === null ? { at: 'home' } : { at: 'search', q }
}

/** The query and fragment of a route; parameters that are not ours (Zalo's env, version, …) are carried along. */
export function addressOf(route: Route, search = ''): string {
  const query = new URLSearchParams(search)
  for (const key of KEYS) query.delete(key)
  const [key, value] = queryOf(route)
  if (key) query.set(key, value ?? '')
  const text = query.toString().replace(/=(?=&|$)/g, '')
  const hash = fragmentOf(route)
  return (text ? `?${text}` : '') + (hash ? `#${hash}` : '')
}

/** `#/feedback`, `#/feedback/new/<step>`, `#/feedback/<code>?secret=`, `#/register?q=`, `#/survey/<id>/<step>?moi=`, `#/kiosk/<counter>`; null for any other fragment. */
function readFragment(hash: string): Route | null {
  const [path = '', search = ''] = hash.slice(1).split('?')
  const query = new URLSearchParams(search)
  const [start, room, of, part] = path.split('/').map(decode)
  if (start !== '') return null
  if (room === 'register')
    return {
      at: 'register',
      q: query.get('q') ?? '',
      kind: query.get('kind') ?? '',
      page: Number(query.get('page')) || 1,
    }
  if (room === 'kiosk' && of) return { at: 'kiosk', counter: of }
  if (room === 'survey') return surveyOf(of ?? '', part ?? '', query)
  if (room === 'news') return of ? { at: 'newsItem', id: of } : { at: 'news', page: Number(query.get('page')) || 1 }
  if (room === 'quiz' && of) return { at: 'quiz', id: of }
  if (room !== 'feedback') return null
  if (!of) return { at: 'feedback' }
  if (of === 'new') return { at: 'report', step: part ?? '' }
  return { at: part === 'receipt' ? 'receipt' : 'case', code: of, secret: query.get('secret') ?? '' }
}

/** A survey; without an id all that are open. Of what leads there only invitation and counter stay in the address. */
function surveyOf(id: string, step: string, query: URLSearchParams): Route {
  const [invitation, counter, dossier] = [query.get('moi'), query.get('quay'), query.get('ho-so')]
  return {
    at: 'survey',
    id,
    step,
    ...(invitation && { invitation }),
    ...(counter && { counter }),
    ...(dossier && { dossier }),
  }
}

function fragmentOf(route: Route): string {
  switch (route.at) {
    case 'procedure':
      return writeAnswers(route.answers)
    case 'report':
      return `/feedback/new${route.step ? `/${route.step}` : ''}`
    case 'news':
      return route.page > 1 ? `/news?page=${route.page}` : '/news'
    case 'newsItem':
      return `/news/${encodeURIComponent(route.id)}`
    case 'quiz':
      return `/quiz/${encodeURIComponent(route.id)}`
    case 'receipt':
    case 'case': {
      const path = `/feedback/${encodeURIComponent(route.code)}${route.at === 'receipt' ? '/receipt' : ''}`
      return route.secret ? `${path}?${new URLSearchParams({ secret: route.secret })}` : path
    }
    case 'register': {
      const { q, kind, page } = route
      const query = { ...(q && { q }), ...(kind && { kind }), ...(page > 1 && { page: String(page) }) }
      const search = new URLSearchParams(query).toString()
      return `/register${search ? `?${search}` : ''}`
    }
    case 'survey': {
      const { id, step, invitation, counter } = route
      const search = new URLSearchParams({ ...(invitation && { moi: invitation }), ...(counter && { quay: counter }) })
      const path = ['/survey', ...(id ? [encodeURIComponent(id)] : []), ...(step ? [step] : [])].join('/')
      return `${path}${search.toString() ? `?${search}` : ''}`
    }
    case 'kiosk':
      return `/kiosk/${encodeURIComponent(route.counter)}`
    default:
      return ''
  }
}

function queryOf(route: Route): [string?, string?] {
  if (route.at === 'search') return ['tim', route.q]
  if (route.at === 'event') return ['viec', route.id]
  if (route.at === 'procedure') return ['thu-tuc', route.code]
  if (route.at === 'dossier') return ['ho-so']
  if (route.at === 'feedback') return ['phan-anh']
  return route.at === 'hotline' ? ['goi-xa'] : []
}

export function writeAnswers(answers: Answers): string {
  return new URLSearchParams(answers).toString()
}

export function readAnswers(text: string): Answers {
  const answers: Answers = {}
  new URLSearchParams(text).forEach((value, key) => {
    answers[key] = value
  })
  return answers
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

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
