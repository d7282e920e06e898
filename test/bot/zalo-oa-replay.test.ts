import { expect, test } from 'vitest'
import { forgetOaEvents } from '../../bot/channels/zalo-oa.ts'
import { HIM, oaWorld } from './zalo-oa-chat.ts'

const DAY = 86_400_000

test('an old call that somebody brings again, rightly signed, does nothing once its key is forgotten', async () => {
  const w = await oaWorld()
  const said = w.server.say(HIM, 'xin chào')
  expect(await w.deliver(said)).toBe(200)
  const kept = async () => (await w.db.execute('SELECT state FROM zalo_oa_event')).rows.length
  expect(await kept()).toBe(1)
  w.later(31 * DAY)
  await forgetOaEvents(w.db, w.state.now)
  expect(await kept()).toBe(0)
  const sent = w.server.sent.length
  expect(await w.deliver(said)).toBe(200)
  expect(await kept()).toBe(0)
  expect(w.server.sent).toHaveLength(sent)
  // nor does it say that the person has just turned to the account
  expect((await w.db.execute('SELECT last_at FROM zalo_oa_window')).rows).toEqual([])
})
