import type { Accepted } from '../../../server/surveys/schema.ts'
import { asFailure, type Failure, mayRetry, post } from '../api.ts'
import { writeKept } from '../zalo.ts'
import { readWaiting, tellWaiting, WAITING, type Waiting } from './waiting.ts'

/** What became of an answer: it arrived, it waits for a network, or the commune would not take it. */
export type Fate = { at: 'sent' } | { at: 'waiting' } | { at: 'refused'; failure: NonNullable<Waiting['refused']> }

/** What a device that keeps nothing still holds while the page is open. */
let inMemory: Waiting[] | null = null
/** One change of the list after the other. */
let turn: Promise<unknown> = Promise.resolve()

const read = async () => inMemory ?? (await readWaiting())

async function change(how: (waiting: Waiting[]) => Waiting[]): Promise<void> {
  const mine = turn.then(async () => {
    const next = how(await read())
    const kept = await writeKept(WAITING, next.length > 0 ? JSON.stringify(next) : null)
    inMemory = kept ? null : next
    tellWaiting()
  })
  turn = mine.catch(() => undefined)
  await mine
}

/** Puts an answer on its way. The same key again is the same answer. Never throws. */
export async function send(answer: Waiting): Promise<Fate> {
  await change((waiting) => (waiting.some(({ key }) => key === answer.key) ? waiting : [...waiting, answer]))
  await flush()
  const left = (await read()).find(({ key }) => key === answer.key)
  if (!left) return { at: 'sent' }
  return left.refused ? { at: 'refused', failure: left.refused } : { at: 'waiting' }
}

/** Takes an answer off the list, e.g. one that was refused and will be mended. */
export const drop = (key: string) => change((waiting) => waiting.filter((one) => one.key !== key))

let running: Promise<void> | null = null

/** Sends all that waits, in order, until the network fails; however often it is called, one thing at a time. */
export async function flush(): Promise<void> {
  while (running) await running
  running = sendAll()
  try {
    await running
  } finally {
    running = null
  }
}

async function sendAll(): Promise<void> {
  for (const { key, survey, body, given, refused } of await read()) {
    if (refused) continue
    try {
      await post<Accepted>(
        `/surveys/${encodeURIComponent(survey)}/responses`,
        { ...body, waited: waitedSince(given) },
        key,
      )
      await drop(key)
    } catch (error) {
      const failure = asFailure(error)
      if (comesBack(failure)) return
      const { code, message, field } = failure
      const told = { code, message, ...(field ? { field } : {}) }
      await change((waiting) => waiting.map((one) => (one.key === key ? { ...one, refused: told } : one)))
    }
  }
}

/** Whether the same answer may well be taken later. */
const comesBack = (failure: Failure) => mayRetry(failure) || failure.code === 'request.too-many'

const MOST_WAITED = 14 * 86_400 // seconds; older answers count as given then
const waitedSince = (given: number) => Math.min(MOST_WAITED, Math.max(0, Math.round((Date.now() - given) / 1000)))
