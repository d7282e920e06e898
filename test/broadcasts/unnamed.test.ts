import { expect, it } from 'vitest'
import { newsWorld } from './world.ts'

it('news that went out to all, or was stopped, keeps the name of no reader', async () => {
  const { db, subscribe, approved, turn } = await newsWorld()
  await subscribe([778899001, 778899002])
  const gone = await approved()
  await turn()
  const rows = async () => (await db.execute('SELECT id, state, reached_to FROM broadcast ORDER BY id')).rows
  expect(await rows()).toMatchObject([{ id: gone, state: 'sent', reached_to: null }])
  // one that was stopped in the middle
  await db.execute("UPDATE broadcast SET state = 'cancelled', expanded_at = NULL, reached_to = 'telegram 778899001'")
  await turn(1)
  expect(await rows()).toMatchObject([{ state: 'cancelled', reached_to: null }])
})
