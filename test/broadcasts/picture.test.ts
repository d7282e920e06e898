import { expect, it } from 'vitest'
import { messageOf } from '../../server/broadcasts/words.ts'
import { digestOf } from '../../server/notices/rules/digest.ts'
import { picture } from '../support/png.ts'
import { NEWS, newsWorld } from './world.ts'

async function shown(text = NEWS.text) {
  const world = await newsWorld()
  const { desk, officer, leader, subscribe } = world
  await subscribe([1, 2, 3])
  const id = await desk.add(officer.actor, { ...NEWS, text }, picture())
  await desk.submit(officer.actor, id, 1)
  await desk.approve(leader.actor, id, 2)
  return { ...world, id }
}

it('the picture goes along with its words, and is uploaded once', async () => {
  const { telegram, turn, broadcasts, id } = await shown()
  await turn()
  expect(telegram.sent.map(({ chat }) => chat).sort()).toEqual(['1', '2', '3'])
  expect(telegram.sent.every(({ text, buttons }) => text.includes(NEWS.text) && buttons.length === 1)).toBe(true)
  const size = (await broadcasts.picture(id))?.length ?? 0
  const photos = telegram.sent.map(({ photo }) => photo)
  // those that left in the same moment as the first may each have brought it
  expect(new Set(photos)).toEqual(new Set(photos.includes(`shown-${size}`) ? [size, `shown-${size}`] : [size]))
  await turn()
  expect(telegram.sent).toHaveLength(3)
})

it('what Telegram does not take as a picture arrives as words', async () => {
  const { telegram, turn, desk, leader, id } = await shown()
  telegram.refusesPictures = true
  await turn()
  expect(telegram.sent.map(({ photo }) => photo)).toEqual([undefined, undefined, undefined])
  expect((await desk.open(leader.actor, id)).progress).toMatchObject({ all: 3, delivered: 3, failed: 0 })
})

it('words too long for a caption come as a message; a picture that is gone is not missed', async () => {
  const long = await shown('Bà con chú ý giờ họp thôn. '.repeat(60).trim())
  await long.turn()
  expect(long.telegram.sent.map(({ photo }) => photo)).toEqual([undefined, undefined, undefined])
  const gone = await shown()
  const { image } = await gone.desk.find(gone.leader.actor, gone.id)
  await gone.services.files.delete(image?.id ?? '')
  await gone.turn()
  expect(gone.telegram.sent.map(({ photo }) => photo)).toEqual([undefined, undefined, undefined])
})

it('a caller that is asked to wait waits with the picture too', async () => {
  const { telegram, turn } = await shown()
  telegram.faults.push({ kind: 'rate', retryAfter: 2 }, { kind: 'status', code: 502 })
  await turn(40)
  expect(telegram.sent.map(({ chat }) => chat).sort()).toEqual(['1', '2', '3'])
})

it('joined with other notices it is words alone; elsewhere its address stands in them', () => {
  const image = { id: 'tin-anh', type: 'image/png' }
  const around = { say: (key: string, holes = {}) => `${key} ${JSON.stringify(holes)}`, sample: false }
  const alone = messageOf(
    { ...NEWS, id: 'TIN23456', image, quiz: [] },
    { ...around, publicUrl: 'https://xa.example.vn' },
  )
  expect(alone.picture).toEqual({ news: 'TIN23456', url: 'https://xa.example.vn/api/news/TIN23456/image' })
  expect(alone.text).toContain('https://xa.example.vn/app/#/news/TIN23456')
  const waiting = (seq: string) => ({ seq, topic: 'news', subject: seq, message: alone })
  expect(digestOf([waiting('1')], 3900, String)?.message.picture).toBeDefined()
  expect(digestOf([waiting('1'), waiting('2')], 3900, String)?.message).not.toHaveProperty('picture')
})
