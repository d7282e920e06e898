import { expect, test } from 'vitest'
import { byChannel, statusDays } from '../../server/notices/rules/status.ts'

const row = (day: string, channel: string, delivered: number, quick: number, failed = 0) => ({
  day,
  channel,
  total: delivered + failed,
  delivered,
  quick,
  failed,
  underway: 0,
})

test('a day is the sum of its channels, and a channel of its days; a share only where something was handed over', () => {
  const days = statusDays([
    row('2026-11-20', 'telegram', 30, 29),
    row('2026-11-20', 'zalo-oa', 10, 9, 2),
    row('2026-11-19', 'zalo-oa', 0, 0, 3),
  ])
  expect(days).toMatchObject([
    { day: '2026-11-20', total: 42, delivered: 40, quick: 38, failed: 2, share: 95 },
    { day: '2026-11-19', total: 3, delivered: 0, share: null, channels: [{ channel: 'zalo-oa', share: null }] },
  ])
  expect(days[0]?.channels.map(({ channel, share }) => [channel, share])).toEqual([
    ['telegram', 96.7],
    ['zalo-oa', 90],
  ])
  expect(byChannel(days)).toMatchObject([
    { channel: 'telegram', total: 30 },
    { channel: 'zalo-oa', total: 15, delivered: 10, failed: 5, share: 90 },
  ])
  expect(statusDays([])).toEqual([])
})
