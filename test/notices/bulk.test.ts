import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BulkWorld, buildChild, bulkWorld, CHANNELS, type ChannelName, ended } from './bulk-world.ts'

/** `NOTICES=10000` runs as many on each channel at the channels' real pace (half an hour); the default is fewer, in a quicker time. */
const MANY = Number(process.env.NOTICES ?? 500)
const REAL = process.env.NOTICES !== undefined
const KILLS = REAL ? 14 : 9

let folder = ''
beforeAll(async () => {
  const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'notices-'))
  await buildChild(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const every = (n: number, i: number) => i % n === n - 1
/** Longer than the senders wait for an answer. */
const TOO_LONG_MS = 3600

/** Fills the platforms with faults; returns for each channel after how many calls nobody knows whether the message arrived. */
function spoil({ servers }: BulkWorld, calls: number): Record<ChannelName, number> {
  const unsure = { telegram: 0, 'zalo-bot': 0, 'zalo-oa': 0 }
  for (let i = 0; i < calls; i++) {
    const bad = i % 2 === 0 ? 500 : 502
    if (every(211, i)) {
      servers.telegram.faults.push({ kind: 'rate', retryAfter: 2 })
      servers['zalo-bot'].faults.push({ kind: 'rate', retryAfter: i < 300 ? null : 2 })
      servers['zalo-oa'].faults.push({ kind: 'error', code: -32 })
    } else if (every(37, i)) {
      servers.telegram.faults.push({ kind: 'status', code: bad })
      servers['zalo-bot'].faults.push(
        every(74, i)
          ? { kind: 'refused', code: 500 }
          : every(111, i)
            ? { kind: 'page', status: 502 }
            : { kind: 'status', code: bad },
      )
      servers['zalo-oa'].faults.push(every(74, i) ? { kind: 'error', code: -200 } : { kind: 'status', code: bad })
    } else if (every(101, i)) {
      const kind = every(202, i) ? 'drop-after' : 'drop'
      for (const channel of CHANNELS) {
        servers[channel].faults.push({ kind })
        unsure[channel]++
      }
    } else if (every(307, i)) {
      servers.telegram.faults.push({ kind: 'delay', ms: TOO_LONG_MS })
      servers['zalo-bot'].faults.push({ kind: 'delay', ms: TOO_LONG_MS })
      servers['zalo-oa'].faults.push({ kind: 'delay', ms: 150 })
      unsure.telegram++
      unsure['zalo-bot']++
    } else for (const channel of CHANNELS) servers[channel].faults.push({ kind: 'delay', ms: every(53, i) ? 150 : 0 })
  }
  return unsure
}

describe('through a Telegram and two Zalos that limit, fail, break off, close their windows and take too long', () => {
  test(`${MANY} notices each, senders killed in between: none lost, none doubled`, {
    timeout: REAL ? 7_200_000 : 120_000,
  }, async () => {
    const w = await bulkWorld(REAL ? 1 : 40)
    for (const channel of CHANNELS) await w.fill(channel, MANY)
    const unsure = spoil(w, MANY * 2)
    const from = performance.now()
    let kills = 0
    let running = true
    const sender = async () => {
      while (running) {
        const child = w.spawn(folder)
        const dies =
          kills < KILLS && setTimeout(() => child.kill('SIGKILL'), (REAL ? 10_000 : 300) + Math.random() * 500)
        if (dies) kills++
        const until = setInterval(() => running || child.kill('SIGKILL'), 50)
        await ended(child)
        clearInterval(until)
        if (dies) clearTimeout(dies)
      }
    }
    const senders = [sender(), sender()]
    await expect.poll(w.open, { timeout: REAL ? 7_000_000 : 110_000, interval: 200 }).toBe(0)
    running = false
    await Promise.all(senders)
    await w.stop()

    const rows = await w.rows()
    let callList = 0
    for (const channel of CHANNELS) {
      const counts = w.seen(channel)
      const states = { delivered: 0, unconfirmed: 0, closed: 0 }
      for (const { state, chat, subject } of rows.filter((row) => row.channel === channel)) {
        const times = counts.get(String(subject).slice(3)) ?? 0
        // delivered: seen exactly once; of what broke off nobody knows, but it never came twice
        if (state === 'delivered') {
          expect(times).toBe(1)
          states.delivered++
        } else if (state === 'window-closed') {
          expect({ channel, closed: Number(chat) % 20, times }).toEqual({ channel: 'zalo-oa', closed: 0, times: 0 })
          states.closed++
        } else {
          expect({ state, twice: times > 1 }).toEqual({ state: 'unconfirmed', twice: false })
          states.unconfirmed++
        }
      }
      expect(states.delivered + states.unconfirmed + states.closed).toBe(MANY)
      // each death leaves at most what was under way; two for a line that broke under a digest
      expect(states.unconfirmed).toBeLessThanOrEqual(2 * (kills * 5 + unsure[channel]))
      callList += states.unconfirmed + states.closed
      const seconds = Math.round((performance.now() - from) / 1000)
      const told = `${states.delivered} đã giao, ${states.unconfirmed} không rõ, ${states.closed} hết cửa sổ`
      console.info(`${channel}: ${MANY} tin, ${told}; ${kills} lần bị giết, ${seconds} giây cho cả ba kênh`)
    }
    expect(kills).toBeGreaterThan(5)
    // every one that did not surely arrive stands in the call list
    expect(await w.notices.countUnsent()).toBe(callList)
  })

  test('two senders in real time keep within each channel’s pace together', { timeout: 60_000 }, async () => {
    const w = await bulkWorld(1)
    const most = { telegram: 80, 'zalo-bot': 40, 'zalo-oa': 60 }
    const times: Record<ChannelName, number[]> = { telegram: [], 'zalo-bot': [], 'zalo-oa': [] }
    w.servers.telegram.perSecond = 1
    for (const channel of CHANNELS) {
      await w.fill(channel, most[channel])
      const sent: unknown[] = w.servers[channel].sent
      const push = sent.push.bind(sent)
      sent.push = (...items) => {
        times[channel].push(performance.now())
        return push(...items)
      }
    }
    const children = [w.spawn(folder), w.spawn(folder)]
    await expect.poll(w.open, { timeout: 50_000, interval: 200 }).toBe(0)
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(children.map(ended))
    await w.stop()
    const rates = { telegram: 25, 'zalo-bot': 10, 'zalo-oa': 20 }
    const burst = 5
    for (const channel of CHANNELS) {
      const closed = (await w.rows()).filter((row) => row.channel === channel && row.state === 'window-closed').length
      expect([...w.seen(channel).values()]).toEqual(Array.from({ length: most[channel] - closed }, () => 1))
      const [at, rate] = [times[channel], rates[channel]]
      // what left within a second may arrive within less on a busy machine, never the whole sooner than its pace
      const busiest = Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + 1000).length))
      expect(busiest).toBeLessThanOrEqual((rate + burst) * 1.5)
      const seconds = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000
      expect(seconds).toBeGreaterThan(((at.length - 2 * burst) / rate) * 0.9)
    }
    // nothing was refused by a limit
    const { calls, sent } = w.servers.telegram
    expect(calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(sent.length)
  })
})
