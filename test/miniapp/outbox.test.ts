import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Entry, NewEntry, Sender } from '../../miniapp/src/outbox/entry.ts'
import type { Exclusively } from '../../miniapp/src/outbox/lock.ts'
import type { Outbox } from '../../miniapp/src/outbox/outbox.ts'
import type { Store } from '../../miniapp/src/outbox/store.ts'

/** What a phone keeps through reloads. */
const kept = new Map<string, string>()
const localStorage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
}
vi.stubGlobal('location', { hostname: '127.0.0.1', pathname: '/app/' })
vi.stubGlobal('localStorage', localStorage)

let createOutbox: typeof import('../../miniapp/src/outbox/outbox.ts').createOutbox
let deviceStore: typeof import('../../miniapp/src/outbox/store.ts').deviceStore
let inPage: Exclusively
let Failure: typeof import('../../miniapp/src/api.ts').Failure
let exclusively: Exclusively
beforeAll(async () => {
  ;({ createOutbox } = await import('../../miniapp/src/outbox/outbox.ts'))
  ;({ deviceStore } = await import('../../miniapp/src/outbox/store.ts'))
  ;({ inPage, exclusively } = await import('../../miniapp/src/outbox/lock.ts'))
  ;({ Failure } = await import('../../miniapp/src/api.ts'))
})

function memoryStore(): Store {
  const entries = new Map<string, Entry>()
  return {
    all: async () => [...entries.values()].map((entry) => ({ ...entry })),
    put: async (entry) => Boolean(entries.set(entry.id, entry)),
    async update(id, change) {
      const entry = entries.get(id)
      if (entry) entries.set(id, change(entry))
    },
    remove: async (id) => void entries.delete(id),
  }
}

let clock = 0
function open(send: Sender['send'], more: Partial<Sender> = {}, store = memoryStore()): Outbox & { store: Store } {
  const sender: Sender = { send, ...more }
  const lock: Exclusively = (name, work) => inPage(name, work)
  return { ...createOutbox({ store, lock, senderOf: async () => sender, now: () => ++clock }), store }
}
const entry = (id: string, more: Partial<NewEntry> = {}): NewEntry => ({
  id,
  kind: 'survey',
  title: `Phiếu ${id}`,
  body: '{}',
  ...more,
})
const offline = () => {
  throw new Failure('offline', 'mất mạng')
}

describe('the outbox', () => {
  test('what cannot be sent waits, in order, once for an id, and leaves when it arrived', async () => {
    let online = false
    const sent: string[] = []
    const box = open(async ({ id }) => {
      if (!online) offline()
      sent.push(id)
      return 'done'
    })
    await box.add(entry('a'))
    await box.add(entry('b'))
    await box.add(entry('a', { body: '{"later":1}' })) // another tab wrote on
    await box.syncAll()
    await box.add(entry('a', { body: '{"too":"late"}' }))
    expect((await box.list()).map(({ id, body, tries, state }) => [id, body, tries, state])).toEqual([
      ['a', '{"later":1}', 1, 'waiting'],
      ['b', '{}', 0, 'waiting'], // without a network one try is enough
    ])
    online = true
    await Promise.all([box.syncAll(), box.syncAll(), box.syncAll()])
    expect(sent).toEqual(['a', 'b'])
    expect(await box.list()).toEqual([])
  })

  test('a refusal is kept with its reason, keeps nobody else waiting, and may be tried again or taken out', async () => {
    let refuse = true
    const box = open(async ({ id }) => {
      if (id === 'bad' && refuse) throw new Failure('request.invalid', 'Số chưa đúng.', 'phone', ['Sửa số'])
      return 'done'
    })
    await box.add(entry('bad'))
    expect(await box.send(entry('good'))).toEqual({ at: 'sent' })
    await box.syncAll()
    expect(await box.list()).toMatchObject([
      { id: 'bad', state: 'refused', reason: { code: 'request.invalid', field: 'phone', guidance: ['Sửa số'] } },
    ])
    await box.syncAll()
    expect((await box.list())[0]?.tries).toBe(1) // nobody asks again by himself
    refuse = false
    expect(await box.take('bad')).toMatchObject({ id: 'bad', state: 'refused' })
    expect(await box.list()).toEqual([])
    expect(await box.send(entry('bad'))).toEqual({ at: 'sent' })
  })

  test('what a refused one keeps is its sender’s choice', async () => {
    const box = open(
      async () => {
        throw new Failure('feedback.denunciation', 'Đây là tố cáo.')
      },
      { refused: async (one) => ({ ...one, body: 'null', title: '' }) },
    )
    expect(await box.send(entry('a', { body: '"lời kể"' }))).toMatchObject({ at: 'refused' })
    expect(await box.list()).toMatchObject([{ body: 'null', title: '', reason: { code: 'feedback.denunciation' } }])
  })

  test('texts go before photos, and what one waits for before all', async () => {
    const calls: string[] = []
    const box = open(async ({ id, reached, photos }) => {
      const done = reached ? Number(reached) + 1 : 0
      calls.push(`${id}${done}`)
      return done === photos.length ? 'done' : { reached: String(done) }
    })
    await box.add(entry('a', { photos: ['1', '2'] }))
    await box.add(entry('b', { photos: ['3'] }))
    expect(await box.send(entry('c', { photos: ['4'] }))).toEqual({ at: 'arrived' })
    await box.syncAll()
    expect(calls.slice(0, 2).sort()).toEqual(['c0', 'c1'])
    expect(calls.slice(2)).toEqual(['a0', 'b0', 'a1', 'a2', 'b1'])
  })

  test('a kind that is told to slow down rests, others go on; an ill server is left alone after three', async () => {
    const calls: string[] = []
    const box = open(async ({ id, kind }) => {
      calls.push(id)
      if (kind === 'feedback') throw new Failure('feedback.too-many', 'Thử lại sau.')
      if (id.startsWith('ill')) throw new Failure('server.failed', 'Trục trặc.')
      return 'done'
    })
    await box.add(entry('f1', { kind: 'feedback' }))
    await box.add(entry('f2', { kind: 'feedback' }))
    for (const id of ['ill1', 'ok', 'ill2', 'ill3', 'ill4', 'never']) await box.add(entry(id))
    await box.syncAll()
    expect(calls).toEqual(['f1', 'ill1', 'ok', 'ill2', 'ill3', 'ill4'])
    expect((await box.list()).map(({ id }) => id)).toEqual(['f1', 'f2', 'ill1', 'ill2', 'ill3', 'ill4', 'never'])
  })

  test('one that is deleted does not come back, not even from a try that ends later', async () => {
    const removed: string[] = []
    let answer: (error: unknown) => void = () => undefined
    const store = memoryStore()
    const slow = open(() => new Promise((_, reject) => (answer = reject)), {}, store)
    await slow.add(entry('a'))
    const over = slow.syncAll()
    await vi.waitFor(async () => expect(await slow.list()).toMatchObject([{ state: 'sending' }]))
    expect(await slow.take('a')).toBeNull() // this page knows that it is on its way
    await store.remove('a') // another page, after a lock that ran out
    answer(new Failure('request.invalid', 'Sai.'))
    await over
    expect(await slow.list()).toEqual([])
    const box = open(async () => 'done', { removed: async ({ photos }) => void removed.push(...photos) }, memoryStore())
    await box.store.put({ ...entry('x'), photos: ['p1'], at: 1, tries: 0, state: 'waiting', body: '{}' })
    expect(await box.remove('x')).toBe(true)
    expect(await box.remove('x')).toBe(false)
    expect(removed).toEqual(['p1'])
  })

  test('everything of its owner may be deleted, also what is on its way; what belongs to others stays', async () => {
    let answer: (sent: 'done') => void = () => undefined
    const box = open(() => new Promise((resolve) => (answer = resolve)))
    await box.add(entry('a'))
    await box.add(entry('h', { kind: 'help' }))
    const over = box.syncAll()
    await vi.waitFor(async () => expect(await box.list()).toMatchObject([{ state: 'sending' }, {}]))
    await box.forget(({ kind }) => kind !== 'help')
    expect(await box.list()).toMatchObject([{ id: 'h' }])
    answer('done')
    await vi.waitFor(async () => expect(await box.list()).toMatchObject([{ id: 'h', state: 'sending' }]))
    answer('done')
    await over
  })

  test('who watches hears of every change', async () => {
    const box = open(async () => 'done')
    const states: string[] = []
    const stop = box.watch(() => void box.list().then((list) => states.push(list.map(({ state }) => state).join())))
    await box.send(entry('a'))
    await vi.waitFor(() => expect(states).toContain('waiting'))
    expect(states).toContain('sending')
    expect(states.at(-1)).toBe('')
    stop()
    const before = states.length
    await box.send(entry('b'))
    expect(states).toHaveLength(before)
  })
})

describe('on a device without IndexedDB and Web Locks', () => {
  test('it lies in the text storage and survives a reload; nothing of it stays once it is gone', async () => {
    vi.stubGlobal('navigator', {})
    const first = deviceStore()
    expect(await first.put({ ...entry('a'), photos: [], at: 1, tries: 0, state: 'waiting' })).toBe(true)
    await Promise.all(
      ['b', 'c'].map((id) => first.put({ ...entry(id), photos: [], at: 2, tries: 0, state: 'waiting' })),
    )
    const second = deviceStore()
    expect((await second.all()).map(({ id }) => id).sort()).toEqual(['a', 'b', 'c'])
    await second.update('a', (one) => ({ ...one, tries: 7 }))
    await second.update('gone', (one) => one)
    expect((await first.all()).find(({ id }) => id === 'a')?.tries).toBe(7)
    for (const id of ['a', 'b', 'c']) await second.remove(id)
    expect(kept.has('outbox')).toBe(false)
    vi.unstubAllGlobals()
    vi.stubGlobal('location', { hostname: '127.0.0.1', pathname: '/app/' })
    vi.stubGlobal('localStorage', localStorage)
  })

  test('a device that keeps nothing says so and holds it while the page is open', async () => {
    vi.stubGlobal('localStorage', undefined)
    const store = deviceStore()
    expect(await store.put({ ...entry('a'), photos: [], at: 1, tries: 0, state: 'waiting' })).toBe(false)
    await store.update('a', (one) => ({ ...one, tries: 2 }))
    expect(await store.all()).toMatchObject([{ id: 'a', tries: 2 }])
    await store.remove('a')
    expect(await store.all()).toEqual([])
    vi.stubGlobal('localStorage', localStorage)
  })

  test('a lease keeps two pages apart, and one left by a dead page runs out', async () => {
    vi.stubGlobal('navigator', {})
    vi.resetModules()
    const other = await import('../../miniapp/src/outbox/lock.ts') // another page has other turns
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setTimeout(resolve, 20))
      inside--
    }
    await Promise.all([exclusively('x', work), other.exclusively('x', work), exclusively('x', work)])
    expect(most).toBe(1)
    expect(kept.has('lease.x')).toBe(false)
    kept.set('lease.x', JSON.stringify({ owner: 'dead', until: Date.now() - 1 }))
    await exclusively('x', work)
    kept.set('lease.x', JSON.stringify({ owner: 'clock set back', until: Date.now() + 9e9 }))
    await exclusively('x', work)
    kept.set('lease.x', 'no JSON')
    await exclusively('x', work)
    vi.unstubAllGlobals()
  })
})
