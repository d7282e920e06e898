import { asFailure, mayRetry } from '../api.ts'
import { shelf } from '../shelf.ts'
import { asKept } from './kept-since.ts'

/** What the API said to anybody, kept to be read without a network. Nothing of a person lies here. */
type Kept = { key: string; at: number; text: string }
const base = shelf<Kept>('answers')
const MOST = 60
const PATIENCE_MS = 6_000 // on a weak network what is at hand comes before nothing

type Options<T> = {
  /** What else the device knows, and since when. */
  other?: () => Promise<{ answer: T; at: number } | null>
}

/**
 * Asks the API and keeps the answer under the key (not with null); without a network, or when it lets one wait, gives what is at hand, marked by `keptSince`. Throws
 * what `ask` throws when there is nothing.
 */
export async function orKept<T extends object>(
  key: string | null,
  ask: () => Promise<T>,
  { other }: Options<T> = {},
): Promise<T> {
  const atHand = async (): Promise<T | null> => {
    const [kept, more] = [key === null ? null : await base.get(key), (await other?.()) ?? null]
    if (more && more.at > (kept?.at ?? 0)) return asKept(more.answer, more.at)
    const answer: T | null = kept && JSON.parse(kept.text)
    return kept && answer && asKept(answer, kept.at)
  }
  if (!navigator.onLine) {
    const known = await atHand()
    if (known) return known
  }
  const asked = ask().then((answer) => {
    if (key !== null) void keep(key, answer)
    return answer
  })
  const late = new Promise<T | null>((resolve) => setTimeout(() => void atHand().then(resolve), PATIENCE_MS))
  try {
    return (await Promise.race([asked, late])) ?? (await asked)
  } catch (error) {
    const known = mayRetry(asFailure(error)) && !isAbort(error) ? await atHand() : null
    if (known) return known
    throw error
  }
}

/** Forgets all of it: together it tells what was looked at here. */
export const forgetAnswers = () => base.clear()

const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError'

async function keep(key: string, answer: object): Promise<void> {
  await base.put(key, { key, at: Date.now(), text: JSON.stringify(answer) })
  if ((await base.keys()).length <= MOST) return
  const oldest = (await base.all()).sort((one, other) => one.at - other.at).slice(0, MOST / 3)
  for (const { key } of oldest) await base.remove(key)
}
