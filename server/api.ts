import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { requestId } from 'hono/request-id'
import { generateSpecs } from 'hono-openapi'
import { assistRoutes } from './assist/routes.ts'
import { newsRoutes } from './broadcasts/routes.ts'
import { chatPages, chatRoutes } from './chat/routes.ts'
import { consoleFailure } from './console/errors.tsx'
import { consoleRoutes } from './console/routes.tsx'
import { docsPage } from './docs.tsx'
import { dossierRoutes } from './dossiers/routes.ts'
import { answer, answerError } from './errors.ts'
import { open311Routes } from './feedback/open311-routes.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { headers } from './headers.ts'
import { type Problem, problem } from './kernel/problem.ts'
import { followRoutes } from './notices/follow-routes.ts'
import { statusPage, statusRoutes } from './notices/routes.tsx'
import { requireMachine } from './people/machine.ts'
import { procedureRoutes } from './procedures/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import type { Services } from './services.ts'
import { isRelay } from './session/graph.ts'
import { relayRoutes } from './session/relay.ts'
import { sessionRoutes } from './session/routes.ts'
import { surveyRoutes } from './surveys/routes.ts'
import { unitRoutes } from './unit/routes.ts'

/** What differs between the front doors. */
export type Door = {
  /** Whom to count tries against: an address as the front door knows it. */
  clientIp: (c: Context) => string
  /** Writes one structured line; callers never put a code, a phone, a token or a text in it. */
  log: (line: Record<string, string | number>) => void
  /** The public address, when there is one: forms and cookies are checked against it. */
  publicUrl?: string | null
  /** Whether answers are compressed here; the edge does so by itself. */
  compresses?: boolean
}

/** Zalo serves mini-apps from this host; iOS shows it with a scheme of its own. */
const ZALO_ORIGINS = new Set(['https://h5.zdn.vn', 'zbrowser://h5.zdn.vn'])

/** The most that a message may weigh: text, never a file. */
const MESSAGE_BYTES = 256 * 1024
/** A photo and what multipart adds to it. */
const PHOTO_BYTES = 8_100_000

/** The JSON API, typed for the mini-app's client. */
function apiRoutes(services: Services, door: Door) {
  return new Hono()
    .route('/procedures', procedureRoutes(services.procedures))
    .route(
      '/dossiers',
      dossierRoutes(services.dossiers, {
        clientIp: door.clientIp,
        machine: requireMachine(services.people, 'dossiers:import'),
      }),
    )
    .route(
      '/chat',
      chatRoutes(services.conversation, {
        clientIp: door.clientIp,
        clock: services.clock,
        upload: services.photos.upload,
      }),
    )
    .route('/feedback', feedbackRoutes(services.feedback, { clientIp: door.clientIp, clock: services.clock }))
    .route('/open311/v2', open311Routes(services.feedback))
    .route('/news', newsRoutes(services.broadcasts, { clientIp: door.clientIp }))
    .route('/unit', unitRoutes(services.content))
    .route('/surveys', surveyRoutes(services.surveys))
    .route('/notices', followRoutes(services.notices, { clientIp: door.clientIp }))
    .route('/status', statusRoutes(services.notices))
    .route('/session', sessionRoutes(services.sessions))
    .route('/assist', assistRoutes(services.assist))
    .route(
      '/reports',
      reportRoutes(services.reports, services.composer, { machine: requireMachine(services.people, 'reports:read') }),
    )
}
export type AppType = ReturnType<typeof createTyped>
function createTyped(services: Services, door: Door) {
  return new Hono().route('/api', apiRoutes(services, door))
}

/** Builds the whole application; both front doors serve exactly this. */
export function createApp(services: Services, door: Door) {
  const app = new Hono()
  app.use(requestId())
  app.use(async function logged(c, next) {
    const from = performance.now()
    await next()
    // the route's pattern, never the path: paths hold dossier codes
    door.log({
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Math.round(performance.now() - from),
    })
  })
  app.use(headers)
  app.use(
    '/api/*',
    cors({
      origin: (origin) => (ZALO_ORIGINS.has(origin) ? origin : null),
      allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
      maxAge: 600,
    }),
  )
  // what anybody may read: nothing secret stands beside what a caller sent
  if (door.compresses)
    for (const path of ['/api/procedures/*', '/api/unit', '/api/surveys/*', '/api/news/*']) app.use(path, compress())
  // an import checks its own, larger limit
  for (const path of [
    '/api/chat',
    '/api/surveys/*',
    '/api/session/*',
    '/api/news/*',
    '/api/assist/*',
    '/api/notices/*',
    '/telegram/*',
    '/zalo/*',
  ]) {
    app.use(
      path,
      bodyLimit({ maxSize: MESSAGE_BYTES, onError: (c) => answer(c, problem('request.too-large', { max: '256 kB' })) }),
    )
  }
  app.use(
    '/api/chat/photo',
    bodyLimit({ maxSize: PHOTO_BYTES, onError: (c) => answer(c, problem('photo.too-large', { max: 8 })) }),
  )
  // a person of the desk reads a page, a program reads JSON
  const tell = (c: Context, failure: Problem) => consoleFailure(c, failure) ?? answer(c, failure)
  app.onError(answerError(door.log, tell))
  app.notFound((c) => tell(c, problem('request.not-found')))

  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const ready = await services.db.execute('SELECT 1').then(
      () => true,
      () => false,
    )
    return ready ? c.json({ ok: true }) : answer(c, problem('server.unavailable'))
  })

  const typed = createTyped(services, door)
  app.route('/', typed)
  const spec = () =>
    generateSpecs(typed, {
      documentation: {
        info: {
          title: `API ${services.content.unit.name}`,
          version: '1.0.0',
          description: 'Tra cứu thủ tục, hồ sơ và hội thoại. Thời điểm theo ISO-8601 +07:00, tiền là đồng nguyên.',
        },
      },
    })
  app.get('/api/openapi.json', async (c) => c.json(await spec()))
  app.get('/api/docs', async (c) => c.html(docsPage(await spec())))

  app.route('/console', consoleRoutes(services, door))
  app.route('/status', statusPage(services.notices, services.content.unit, services.say))
  app.route('/chat', chatPages(services.content.unit, services.say))
  const { zalo } = services
  if (zalo?.relaySecret && !isRelay(zalo.graphRoot)) {
    app.route('/relay', relayRoutes({ secret: zalo.relaySecret, upstream: zalo.graphRoot, clock: services.clock }))
  }
  for (const { path, routes } of services.channels) {
    app.use(`${path}/webhook`, async function refused(c, next) {
      await next()
      if (c.res.status === 401) c.res = answer(c, problem('auth.required'))
    })
    app.route(path, routes)
  }
  app.get('/', (c) => c.redirect('/app/'))
  return app
}
