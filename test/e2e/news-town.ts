import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { BroadcastInput } from '../../server/broadcasts/schema.ts'
import { createSampleIfEmpty, SAMPLE_TRY } from '../../server/dossiers/sample.ts'
import { NEWS, QUIZ } from '../broadcasts/world.ts'
import { fileOf } from '../miniapp/fake-server.ts'
import { picture } from '../support/png.ts'
import { openServices } from '../support/services.ts'
import { signedIn } from '../support/staff.ts'

/** The whole server with the built app of `folder`, news, a quiz and a dossier that can be followed, on a port of its own. */
export async function newsTown(folder: string, whenDone: NonNullable<Parameters<typeof openServices>[1]>) {
  const open = await openServices(new Date('2026-11-20T09:00:00+07:00'), whenDone)
  const { services, state } = open
  await createSampleIfEmpty(services.dossiers, { clock: () => state.now, content: services.content })
  const [officer, leader] = [await signedIn(services, 'officer', 'Lan'), await signedIn(services, 'leader', 'Minh')]
  const { desk } = services.broadcasts
  const publish = async (input: BroadcastInput, image: Uint8Array | null = null) => {
    const id = await desk.add(officer.actor, input, image)
    await desk.submit(officer.actor, id, 1)
    await desk.approve(leader.actor, id, 2)
    await services.broadcasts.run()
    state.now = new Date(state.now.getTime() + 60_000)
    return id
  }
  const item = await publish(
    { ...NEWS, link: 'https://xa.example.vn/tiem-phong' },
    picture({ width: 320, height: 180 }),
  )
  const quiz = await publish(QUIZ)
  const draft = await desk.add(officer.actor, { ...NEWS, channels: ['telegram', 'zalo-oa'] }, picture())
  const app = new Hono()
    .get('/app/*', (c, next) => {
      const file = fileOf(folder, c.req.path.slice('/app/'.length))
      return file ? c.body(new Uint8Array(file.body), 200, { 'content-type': file.contentType }) : next()
    })
    .route('/', open.app)
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  whenDone(() => void server.close())
  return {
    ...open,
    officer,
    leader,
    item,
    quiz,
    draft,
    dossier: SAMPLE_TRY.code,
    root: `http://127.0.0.1:${address.port}`,
  }
}

/** The cookie by which a person of the desk is known to a browser. */
export function cookieOf(person: { headers: { cookie: string } }, root: string) {
  const [name = '', value = ''] = person.headers.cookie.split('=')
  return { name, value, url: root }
}
