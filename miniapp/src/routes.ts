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
  | { at: 'mine' }
  | { at: 'unsent' }
  | { at: 'settings' }
  | { at: 'follow'; code: string }
  /** A helper's room: nothing of the person who is helped ever stands in an address. */
  | { at: 'team'; part: string; of: string }
  | { at: 'handover'; token: string }
export type SurveyRoute = Extract<Route, { at: 'survey' }>
export type Answers = Record<string, string>

type Place = Pick<Location, 'pathname' | 'search' | 'hash'>

/** Every key of a query that is ours. Zalo's own links carry no fragment, so what is linked from there has a key here. */
const KEYS = [
  ...['tim', 'viec', 'thu-tuc', 'chon', 'ho-so', 'phan-anh', 'khoa', 'viet-phan-anh', 'da-tra-loi', 'goi-xa'],
  ...['khao-sat', 'moi', 'quay', 'tin', 'do-vui', 'theo-doi', 'cua-toi', 'cai-dat', 'nhan', 'to-so'],
]

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
  return ofZalo(query) ?? searchOf(query)
}

function searchOf(query: URLSearchParams): Route {
  const q = query.get('tim')
  return q === null ? { at: 'home' } : { at: 'search', q }
}

/** What a browser writes into the fragment, as Zalo's links and printed codes have it. */
function ofZalo(query: URLSearchParams): Route | null {
  const follow = query.get('theo-doi')
  if (follow !== null) return { at: 'follow', code: follow }
  const news = query.get('tin')
  if (news !== null) return news ? { at: 'newsItem', id: news } : { at: 'news', page: 1 }
  const quiz = query.get('do-vui')
  if (quiz) return { at: 'quiz', id: quiz }
  if (query.has('viet-phan-anh')) return { at: 'report', step: '' }
  if (query.has('da-tra-loi')) return { at: 'register', q: '', kind: '', page: 1 }
  const handed = query.get('nhan')
  if (handed) return { at: 'handover', token: handed }
  const pairing = query.get('to-so')
  if (pairing !== null) return { at: 'team', part: pairing ? 'pair' : '', of: pairing }
  if (query.has('cua-toi')) return { at: 'mine' }
  return query.has('cai-dat') ? { at: 'settings' } : null
}

/** The query that opens a route from a link without a fragment; of a report's case with its secret, so for its owner only. */
export function queryFor(route: Route): URLSearchParams {
  const [key, value] = queryOf(route)
  const query = new URLSearchParams(key ? { [key]: value ?? '' } : {})
  switch (route.at) {
    case 'procedure':
      if (Object.keys(route.answers).length > 0) query.set('chon', writeAnswers(route.answers))
      break
    case 'receipt':
    case 'case':
      query.set('phan-anh', route.code)
      query.set('khoa', route.secret)
      break
    case 'survey':
      query.set('khao-sat', route.id)
      if (route.invitation) query.set('moi', route.invitation)
      if (route.counter) query.set('quay', route.counter)
      break
    case 'follow':
      query.set('theo-doi', route.code)
      break
    case 'handover':
      query.set('nhan', route.token)
      break
    case 'team':
      query.set('to-so', route.part === 'pair' ? route.of : '')
      break
    case 'newsItem':
      query.set('tin', route.id)
      break
    case 'quiz':
      query.set('do-vui', route.id)
      break
    default: {
      const bare = BARE[route.at]
      if (bare) query.set(bare, '')
    }
  }
  return query
}
const BARE: { [At in Route['at']]?: string } = {
  news: 'tin',
  report: 'viet-phan-anh',
  register: 'da-tra-loi',
  mine: 'cua-toi',
  settings: 'cai-dat',
}

/** The query and fragment of a route; parameters that are not ours (Zalo's env, version, …) are carried along. */
export function addressOf(route: Route, search = ''): string {
  const query = foreignPart(search)
  const [key, value] = queryOf(route)
  if (key) query.set(key, value ?? '')
  const text = query.toString().replace(/=(?=&|$)/g, '')
  const hash = fragmentOf(route)
  return (text ? `?${text}` : '') + (hash ? `#${hash}` : '')
}

/** The parameters of a query that are not ours. */
export function foreignPart(search: string): URLSearchParams {
  const query = new URLSearchParams(search)
  for (const key of KEYS) query.delete(key)
  return query
}

/** `#/feedback`, `#/feedback/new/<step>`, `#/feedback/<code>?secret=`, `#/register?q=`, `#/survey/<id>/<step>?moi=`, `#/kiosk/<counter>`, `#/mine`, `#/unsent`, `#/settings`, `#/follow/<code>`; null for any other fragment. */
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
  if (room === 'mine' || room === 'settings' || room === 'unsent') return { at: room }
  if (room === 'follow') return { at: 'follow', code: of ?? '' }
  if (room === 'team') return { at: 'team', part: of ?? '', of: part ?? '' }
  if (room === 'nhan' && of) return { at: 'handover', token: of }
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
    case 'handover':
      return `/nhan/${encodeURIComponent(route.token)}`
    case 'team':
      return ['/team', route.part, route.of]
        .filter(Boolean)
        .map((one) => one.replace(/[?#]/g, ''))
        .join('/')
    case 'kiosk':
      return `/kiosk/${encodeURIComponent(route.counter)}`
    case 'mine':
    case 'unsent':
    case 'settings':
      return `/${route.at}`
    case 'follow':
      return `/follow/${encodeURIComponent(route.code)}`
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
