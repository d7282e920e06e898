import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../server/kernel/problem.ts'
import { rightsOf } from '../../server/people/rights.ts'
import { Role } from '../../server/people/schema.ts'
import { type Access, need } from '../../server/people/staff-door.ts'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'

/** Routes of the API that anybody may call. A new route stands here, or asks for an account: nothing is open by being forgotten. */
const PUBLIC = new Set([
  'GET /',
  'GET /healthz',
  'GET /readyz',
  'GET /status', // how well notices arrive: counts of days
  'GET /api/status',
  'GET /api/openapi.json',
  'GET /api/docs',
  'GET /api/procedures',
  'GET /api/procedures/:code',
  'GET /api/procedures/pack',
  'GET /api/dossiers/:code',
  'POST /api/chat',
  'POST /api/chat/photo',
  'POST /api/notices/link', // with code and digits
  'POST /api/notices/link/open', // with a code from one's own paper
  'GET /api/unit',
  'GET /api/news',
  'GET /api/news/:id',
  'GET /api/news/:id/image',
  'POST /api/news/:id/quiz',
  'POST /api/session/zalo',
  'POST /api/session/zalo/phone', // with our own token of a mini-app
  'POST /api/session/zalo/place',
  'POST /api/assist/pair', // with a code of the team's lead
  'GET /api/assist/pack', // with the token of a member's phone
  'GET /api/assist/mine',
  'POST /api/assist/followed',
  'POST /api/assist/records', // with a token that only lets sealed records in
  'POST /api/assist/handover', // with the token of a one-time link
  'GET /api/surveys',
  'GET /api/surveys/:id',
  'GET /api/surveys/changes',
  'GET /api/surveys/counter/:code',
  'POST /api/surveys/:id/responses',
  'POST /api/feedback',
  'GET /api/feedback/public',
  'GET /api/feedback/similar',
  'POST /api/feedback/similar',
  'GET /api/feedback/:code',
  'GET /api/feedback/:code/photos/:id',
  'POST /api/feedback/:code/more',
  'POST /api/feedback/:code/reopen',
  'POST /api/feedback/:code/rate',
  'POST /api/feedback/:code/follow',
  'GET /api/open311/v2/services.json',
  'GET /api/open311/v2/requests.json',
  'GET /api/open311/v2/requests/:id{.+\\.json}',
])
/** Routes of programs, and the scope that each asks for. */
const MACHINES = new Map<string, 'dossiers:import' | 'reports:read'>([
  ['POST /api/dossiers/import', 'dossiers:import'],
  ['GET /api/reports/indicators', 'reports:read'],
  ['GET /api/reports/indicators.csv', 'reports:read'],
  ['GET /api/reports/indicators/:key/rows', 'reports:read'],
  ['GET /api/reports/:file{[a-z]+\\.(docx|xlsx)}', 'reports:read'],
])

type Route = { method: string; path: string; guards: Access[] }
let open: Awaited<ReturnType<typeof openServices>>
let routes: Route[]
const people = new Map<Role, Awaited<ReturnType<typeof signedIn>>>()
let stranger: Awaited<ReturnType<typeof signedIn>>

/** Every call that the application answers, with the guards on its way. */
function routesOf(app: typeof open.app): Route[] {
  const found = new Map<string, Route>()
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL') continue
    const name = `${method} ${path}`
    const route = found.get(name) ?? { method, path, guards: [] }
    const access = need.of(handler)
    if (access) route.guards.push(access)
    found.set(name, route)
  }
  return [...found.values()]
}

/** An address of the route: holes are filled with something that exists nowhere. */
const address = (path: string) =>
  path
    .replace(/:file\{[^/]+\}/, 'cchc.docx')
    .replace(/:(\w+)(\{[^}]*\})?\??/g, (_, name: string, kind?: string) =>
      name === 'code' ? 'PA-222222' : kind?.includes('0-9') ? '999999' : 'khong-co',
    )
    .replace('*', 'x')

const call = (route: Route, headers: Record<string, string> = {}) =>
  open.app.request(
    address(route.path),
    route.method === 'GET' ? { headers } : { ...posted({}, headers), method: route.method },
  )

beforeAll(async () => {
  open = await openServices(undefined, afterAll)
  routes = routesOf(open.app)
  for (const role of Role.options) people.set(role, await signedIn(open.services, role))
  stranger = await signedIn(open.services, 'admin')
  await open.db.execute('UPDATE staff SET unit = ? WHERE id = ?', ['00001', stranger.id])
})

describe('every route of the application', () => {
  it('is either open by name, a program’s, or a page with exactly one guard', () => {
    const console = routes.filter(({ path }) => path.startsWith('/console'))
    expect(console.length).toBeGreaterThan(30)
    expect(console.filter(({ guards }) => guards.length !== 1).map(({ method, path }) => `${method} ${path}`)).toEqual(
      [],
    )
    const others = routes
      .filter(({ path }) => !path.startsWith('/console') && !path.startsWith('/chat'))
      .map(({ method, path }) => `${method} ${path}`)
    expect(others.filter((name) => !PUBLIC.has(name) && !MACHINES.has(name))).toEqual([])
  })

  it('sends a stranger to the door, whatever the page', async () => {
    for (const route of routes.filter(({ path, guards }) => path.startsWith('/console') && guards[0] !== 'open')) {
      for (const headers of [{}, { cookie: 'console=khong-co-that' }, stranger.headers]) {
        const response = await call(route, { 'sec-fetch-site': 'same-origin', ...headers })
        const door = response.status === 303 && (response.headers.get('location') ?? '').startsWith('/console/login')
        expect([`${route.method} ${route.path}`, door || response.status === 401]).toEqual([
          `${route.method} ${route.path}`,
          true,
        ])
      }
    }
  })

  it('opens to those who have its right, and to nobody else', async () => {
    for (const route of routes.filter(({ path }) => path.startsWith('/console'))) {
      const [access] = route.guards
      if (!access || access === 'open' || route.path === '/console/logout') continue
      for (const [role, person] of people) {
        const response = await call(route, person.headers)
        const { status } = response
        const allowed = access === 'member' || rightsOf(role).has(access)
        const name = `${route.method} ${route.path} as ${role}`
        // a wrong password inside one's own account is a refusal too, but another one
        const refused = (await response.text()).includes(problem('staff.forbidden').message)
        if (allowed) expect([name, refused]).toEqual([name, false])
        else expect([name, status]).toEqual([name, 403])
        expect([name, status < 500]).toEqual([name, true])
      }
    }
  }, 60_000)

  it('refuses a form that another site sends', async () => {
    for (const route of routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/console'))) {
      const leader = people.get('leader')
      const headers = {
        cookie: leader?.headers.cookie ?? '',
        origin: 'https://nguoi-la.example',
        'sec-fetch-site': 'cross-site',
      }
      const { status } = await call(route, headers)
      expect([`${route.method} ${route.path}`, status]).toEqual([`${route.method} ${route.path}`, 403])
    }
  })

  it('asks programs for the scope of the call', async () => {
    const { people: accounts, content } = open.services
    for (const [name, scope] of MACHINES) {
      const route = routes.find(({ method, path }) => `${method} ${path}` === name)
      expect([name, route !== undefined]).toEqual([name, true])
      if (!route) continue
      const other = scope === 'reports:read' ? 'dossiers:import' : 'reports:read'
      const token = (wanted: typeof scope) => accounts.issueToken(content.unit.code, `${name} ${wanted}`, [wanted])
      const bearer = (value: string) => ({ authorization: `Bearer ${value}` })
      expect([name, (await call(route)).status]).toEqual([name, 401])
      expect([name, (await call(route, bearer(await token(other)))).status]).toEqual([name, 403])
      expect([name, [401, 403].includes((await call(route, bearer(await token(scope)))).status)]).toEqual([name, false])
    }
  })

  it('never tells whether a code exists: unknown and foreign are alike', async () => {
    const officer = people.get('officer')
    const { status } = await call({ method: 'GET', path: '/console/feedback/:code', guards: [] }, officer?.headers)
    expect(status).toBe(404)
  })
})
