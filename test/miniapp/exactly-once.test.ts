import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { NewEntry } from '../../miniapp/src/outbox/entry.ts'
import { answerError } from '../../server/errors.ts'
import { feedbackRoutes } from '../../server/feedback/routes.ts'
import { surveyRoutes } from '../../server/surveys/routes.ts'
import { content, openDesk } from '../feedback/support/desk.ts'
import { png } from '../feedback/support/photo.ts'
import { GOOD, openSurveys, survey } from '../surveys/support.ts'
import { badProxy, seeded } from './bad-proxy.ts'
import { fetchVia, living, localStorage, lock, newLife, newPhone, type Phone } from './phones.ts'

const SUBMISSIONS = 1000
const PHONES = 25
const WITH_PHOTOS = 0.15 // of the reports
const SEED = Number(process.env.SEED ?? 20261121)

vi.stubGlobal('location', { hostname: '127.0.0.1', pathname: '/app/' })
vi.stubGlobal('localStorage', localStorage)
const realFetch = fetch

let app: {
  createOutbox: typeof import('../../miniapp/src/outbox/outbox.ts').createOutbox
  deviceStore: typeof import('../../miniapp/src/outbox/store.ts').deviceStore
  senderOf: typeof import('../../miniapp/src/outbox/senders.ts').senderOf
  entryOf: typeof import('../../miniapp/src/feedback/parcel.ts').entryOf
  newDraft: typeof import('../../miniapp/src/feedback/draft.ts').newDraft
  surveyEntry: typeof import('../../miniapp/src/survey/parcel.ts').surveyEntry
  receiptOf: typeof import('../../miniapp/src/feedback/receipts.ts').receiptOf
  keepPhoto: typeof import('../../miniapp/src/feedback/photos.ts').keepPhoto
}
beforeAll(async () => {
  app = {
    ...(await import('../../miniapp/src/outbox/outbox.ts')),
    ...(await import('../../miniapp/src/outbox/store.ts')),
    ...(await import('../../miniapp/src/outbox/senders.ts')),
    ...(await import('../../miniapp/src/feedback/parcel.ts')),
    ...(await import('../../miniapp/src/feedback/draft.ts')),
    ...(await import('../../miniapp/src/survey/parcel.ts')),
    ...(await import('../../miniapp/src/feedback/receipts.ts')),
    ...(await import('../../miniapp/src/feedback/photos.ts')),
  }
})

/** The real rooms over real files, as the front door serves them. */
async function openServer() {
  const limits = { ...content.feedback.limits, perHour: 1_000_000, photosPerHour: 1_000_000 }
  const desk = await openDesk({ content: { ...content, feedback: { ...content.feedback, limits } } })
  const surveys = await openSurveys(desk.state.now)
  const door = { clientIp: () => '10.0.0.1', clock: () => desk.state.now }
  const api = new Hono()
    .onError(answerError(() => undefined))
    .route('/api/feedback', feedbackRoutes(desk.feedback, door))
    .route('/api/surveys', surveyRoutes(surveys.surveys))
  const url = await new Promise<string>((resolve) => {
    const server = serve({ fetch: api.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
    onTestFinished(() => void server.close())
  })
  return { desk, surveys, url }
}

type Wanted = { entry: NewEntry; text: string; photos: number }

/** What one citizen gives on one phone: reports, some with photos, and answers to surveys. */
async function wishes(phone: number, count: number, random: () => number): Promise<Wanted[]> {
  const key = (at: number) => `${String(phone).padStart(8, '0')}${String(at).padStart(8, '0')}0123456789abcdef`
  const all: Wanted[] = []
  for (let at = 0; at < count; at++) {
    if (at % 2 === 0) {
      const answer = { version: survey('tthc').version, answers: GOOD, door: 'web', assisted: false, device: key(0) }
      all.push({
        entry: app.surveyEntry(key(at), 'Khảo sát', { survey: 'tthc', answer }, Date.now()),
        text: '',
        photos: 0,
      })
      continue
    }
    const text = `Đèn đường số ${at} của thôn ${phone} hỏng đã ba tối nay.`
    const photos: string[] = []
    const many = random() < WITH_PHOTOS ? 1 + Math.floor(random() * 3) : 0
    for (let photo = 0; photo < many; photo++)
      photos.push(await app.keepPhoto(new Blob([new Uint8Array(png(photo + 1))], { type: 'image/png' })))
    const draft = { ...app.newDraft(key(at)), text, photos, reply: 'none' } as const
    all.push({ entry: app.entryOf({ ...draft, photos }, false), text, photos: many })
  }
  return all
}

/** The page of a phone: it gives what is still to be given, and sends; then it is reloaded, or dies at any step of that. */
async function live(phone: Phone, left: Wanted[], random: () => number): Promise<number> {
  const life = newLife(phone, random() < 0.7 ? Math.floor(random() * 150) : undefined)
  const box = app.createOutbox({ store: app.deviceStore(lock), lock, senderOf: app.senderOf, now: Date.now })
  const working = living(life, async () => {
    for (let given = 0; given < 6; given++) {
      const [next] = left
      if (!next) break
      // a double tap; and what a death left half given is given again, as the draft under the same key would be
      await Promise.all(random() < 0.3 ? [box.add(next.entry), box.add(next.entry)] : [box.add(next.entry)])
      if (life.dead) return
      const at = left.indexOf(next) // the other tab may have given it, too
      if (at >= 0) left.splice(at, 1)
    }
    await Promise.all([box.syncAll(), box.syncAll()])
  })
  await Promise.race([working, life.died])
  return (await living(newLife(phone), () => app.deviceStore(lock).all())).length
}

async function useUp(phone: Phone, wanted: Wanted[], random: () => number): Promise<void> {
  const left = [...wanted]
  for (let round = 0; ; round++) {
    const pages = random() < 0.3 ? 2 : 1 // two tabs
    const waiting = await Promise.all(Array.from({ length: pages }, () => live(phone, left, random)))
    if (left.length === 0 && Math.max(...waiting) === 0) return
    if (round > 3000) throw new Error(`${waiting} still wait after ${round} lives`)
  }
}

test(`${SUBMISSIONS} submissions through drops, repeats, torn answers, reloads and crashes arrive exactly once (seed ${SEED})`, {
  timeout: 240_000,
}, async () => {
  const random = seeded(SEED)
  const { desk, surveys, url } = await openServer()
  const proxy = await badProxy(url, random)
  onTestFinished(proxy.stop)
  vi.stubGlobal('fetch', fetchVia(proxy.url, realFetch))
  const each = SUBMISSIONS / PHONES
  const phones = await Promise.all(
    Array.from({ length: PHONES }, async (_, at) => ({ phone: newPhone(), wanted: await wishes(at, each, random) })),
  )
  await Promise.all(phones.map(({ phone, wanted }) => useUp(phone, wanted, random)))
  await proxy.quiet()

  const reports = phones.flatMap(({ phone, wanted }) =>
    wanted.filter(({ text }) => text !== '').map((one) => ({ phone, ...one })),
  )
  const count = async (db: typeof desk.db, table: string) =>
    Number((await db.execute(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n)
  expect(await count(desk.db, 'feedback')).toBe(reports.length)
  expect(await count(surveys.db, 'survey_response')).toBe(SUBMISSIONS - reports.length)
  expect(await count(desk.db, 'feedback_file')).toBe(reports.reduce((sum, { photos }) => sum + photos, 0))
  const codes = new Set<string>()
  for (const { phone, entry, text, photos } of reports) {
    const receipt = await living(newLife(phone), () => app.receiptOf(entry.id))
    const view = await desk.look(receipt?.code ?? '')
    expect([view.text, view.photos.length]).toEqual([text, photos])
    expect(receipt?.secret).toBe(view.secret)
    codes.add(view.code)
  }
  expect(codes.size).toBe(reports.length)
  // the network was as bad as it was meant to be
  for (const times of Object.values(proxy.happened)) expect(times).toBeGreaterThan(5)
})
