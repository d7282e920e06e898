import { describe, expect, it } from 'vitest'
import { LAMP, openApp } from './support/app.ts'
import { HANDLER, LEADER } from './support/desk.ts'
import { png } from './support/photo.ts'

const form = (data: object, photo?: Uint8Array) => {
  const body = new FormData()
  body.set('data', JSON.stringify(data))
  if (photo) body.append('photo', new File([new Uint8Array(photo)], 'a.png'))
  return body
}

/** A report whose text came first, and how its photos follow. */
async function openReport() {
  const app = await openApp()
  const { json } = await app.send({ text: LAMP })
  const { code, secret }: { code: string; secret: string } = json
  const late = (at: number, photo = png(at + 1)) =>
    app.call('POST', `/${code}/more`, form({ secret, late: true }, photo), {
      'idempotency-key': `anh-so-${at}-cua-toi`,
    })
  const events = async () => (await app.desk.open(LEADER, code)).events.map(({ event }) => event)
  return { ...app, code, secret, late, events }
}

describe('photos that come after their text', () => {
  it('make the report whole: one after the other, each once, no step of their own while nobody has begun', async () => {
    const { late, events, look, code } = await openReport()
    for (const at of [0, 1, 1, 2, 0]) expect((await late(at)).status).toBe(200)
    expect((await look(code)).photos).toHaveLength(3)
    expect(await events()).toEqual(['received'])
  })

  it('are told to the officer who has begun, but answer no question', async () => {
    const { late, events, look, code, desk, call, secret } = await openReport()
    await desk.claim(HANDLER, code)
    await desk.ask(HANDLER, code, { question: 'Cột đèn mang số mấy?' })
    expect((await late(0)).json).toMatchObject({ status: 'waiting', questions: ['Cột đèn mang số mấy?'] })
    expect(await events()).toEqual(['received', 'claimed', 'asked', 'more'])
    const plain = await call('POST', `/${code}/more`, form({ secret }, png(9)), {
      'idempotency-key': 'tra-loi-bang-anh',
    })
    expect(plain.json.questions).toBeUndefined() // a photo sent in answer is one
    expect((await look(code)).photos).toHaveLength(2)
  })

  it('count as photos, not as sendings of their own', async () => {
    const { late, send, content } = await openReport().then((one) => ({ ...one, content: one.feedback.rules }))
    for (let at = 0; at < 5; at++) await late(at)
    for (let sent = 1; sent < content.limits.perHour; sent++) expect((await send()).status).toBe(201)
    expect((await send()).status).toBe(429)
  })

  it('need the secret, and the flag does not smuggle words past the rules', async () => {
    const { call, code, secret, desk, events } = await openReport()
    expect((await call('POST', `/${code}/more`, form({ secret: 'sai', late: true }, png(1)))).status).toBe(404)
    await desk.claim(HANDLER, code)
    await desk.ask(HANDLER, code, { question: 'Cột đèn mang số mấy?' })
    const words = await call('POST', `/${code}/more`, form({ secret, late: true, text: 'Cột số 12' }, png(2)))
    expect(words.json.status).not.toBe('waiting')
    expect(await events()).toContain('more')
  })
})
