import { expect, onTestFinished, test } from 'vitest'
import { textSource } from '../../server/dossiers/import/source.ts'
import { openServices } from '../support/services.ts'
import { TelegramServer } from '../support/telegram-server.ts'
import { GOOD } from '../surveys/support.ts'
import { CODE, HIM } from './world.ts'

const WEEK = { from: '2026-11-20', to: '2026-11-30' }

/** A dossier that somebody follows and whose result was handed over on Friday. */
async function returned() {
  const server = await new TelegramServer().start()
  onTestFinished(() => server.stop())
  const w = await openServices(undefined, onTestFinished, {
    telegram: { token: server.token, apiRoot: server.root, webhookSecret: 'secret' },
    publicUrl: 'https://xa.example.vn',
  })
  const { notices, dossiers, telegram } = w.services
  const bring = (row: Record<string, string>) =>
    dossiers.importFile(
      textSource(
        JSON.stringify({ code: CODE, procedureName: 'Đăng ký khai sinh', receivedDate: '2026-11-16', ...row }),
      ),
    )
  const send = async (update: unknown) => {
    w.state.now = new Date(w.state.now.getTime() + 2000)
    const headers = { 'x-telegram-bot-api-secret-token': 'secret' }
    const work: Array<Promise<unknown>> = []
    const request = new Request('http://xa/telegram/webhook', { method: 'POST', body: JSON.stringify(update), headers })
    await telegram?.webhook(request, (one) => work.push(one))
    await Promise.all(work)
  }
  await bring({ status: 'Đang xử lý' })
  await w.db.write(await notices.following(CODE, HIM, (await notices.proof(CODE, HIM)) ?? '', w.state.now))
  w.state.now = new Date('2026-11-20T10:00:00+07:00')
  await bring({ status: 'Đã trả kết quả', finishedDate: '2026-11-20', returnedDate: '2026-11-20' })
  await telegram?.drain()
  return {
    ...w,
    server,
    /** The clock comes by at this moment. */
    async watch(moment: string) {
      w.state.now = new Date(moment)
      const n = await notices.watch()
      await telegram?.drain()
      return n
    },
    press(label: string) {
      const shown = server.sent.findLast(({ buttons }) => buttons.includes(label))
      return send(server.press(7, shown?.ids[shown.buttons.indexOf(label)] ?? `no button ${label}`))
    },
    last: () => server.sent.at(-1),
    figures: () => w.services.surveys.figures('tthc', WEEK),
  }
}

test('whoever said nothing is invited once, on the next day, by button and by link', async () => {
  const w = await returned()
  expect(await w.watch('2026-11-20T15:00:00+07:00')).toBe(0)
  expect(await w.watch('2026-11-21T09:00:00+07:00')).toBe(1)
  expect(await w.watch('2026-11-23T15:00:00+07:00')).toBe(0)
  expect(w.last()?.text).toContain('mời anh/chị chấm điểm')
  expect(w.last()?.buttons).toEqual(['Đánh giá việc giải quyết', 'Ngừng theo dõi'])
  expect(await w.figures()).toMatchObject({ n: 0, eligible: 1 })
  await w.press('Đánh giá việc giải quyết')
  for (const option of ['Sớm hơn ngày hẹn', 'Không lần nào', 'Không', 'Tôi không để ý', 'Tận tình, lịch sự'])
    await w.press(option)
  expect(w.last()?.text).toContain('Cảm ơn anh/chị')
  expect(await w.figures()).toMatchObject({ n: 1, eligible: 1, responseRate: { value: 100, part: 1, n: 1 } })
})

test('the link answers once, and not beside the buttons', async () => {
  const w = await returned()
  await w.watch('2026-11-23T09:00:00+07:00')
  const link = new URL(/https:\S+/.exec(w.last()?.text ?? '')?.[0] ?? 'about:blank')
  expect(link.hash).toMatch(/^#\/survey\/tthc\?moi=/)
  const query = new URLSearchParams(link.hash.split('?')[1])
  const [invitation, dossier] = [query.get('moi'), query.get('ho-so')]
  expect(dossier).toBe(CODE)
  const answer = () =>
    w.app.request('/api/surveys/tthc/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers: GOOD, invitation, dossier }),
    })
  expect((await answer()).status).toBe(201)
  expect((await answer()).status).toBe(409)
  await w.press('Đánh giá việc giải quyết')
  for (const option of ['Sớm hơn ngày hẹn', 'Không lần nào', 'Không', 'Tôi không để ý', 'Tận tình, lịch sự'])
    await w.press(option)
  expect(w.last()?.text).toContain('đã được trả lời rồi')
  expect(await w.figures()).toMatchObject({ n: 1, eligible: 1 })
})

test('“Đã nhận” is the invitation; nobody is asked twice, nor about what is long over', async () => {
  const w = await returned()
  await w.press('Đã nhận')
  expect(w.last()?.buttons).toEqual(['Đánh giá việc giải quyết'])
  expect(await w.figures()).toMatchObject({ eligible: 1 })
  expect(await w.watch('2026-11-23T09:00:00+07:00')).toBe(0)
  const late = await returned()
  expect(await late.watch('2026-12-07T09:00:00+07:00')).toBe(0)
})
