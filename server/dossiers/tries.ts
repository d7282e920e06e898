import { type Random, readableId } from '../kernel/ids.ts'
import { keyedHash } from '../kernel/privacy.ts'
import { type Problem, problem } from '../kernel/problem.ts'
import { codeKey } from './rules/code.ts'
import type { MissStore, Try } from './store/misses.ts'

const WAIT_MS = 25
const WAITS = 40

/**
 * Stops guessing: five misses per caller and per code within fifteen minutes. A try that could be a guess is taken before it is
 * judged, so that parallel guesses count, and given back when it was right.
 */
export function createTries(
  misses: MissStore,
  { key, random, hotline }: { key: CryptoKey; random: Random; hotline: string },
) {
  async function identify(caller: string, code: string): Promise<Try> {
    const [callerHash, codeHash] = await Promise.all([
      keyedHash(key, 'lookup.caller', caller),
      keyedHash(key, 'lookup.code', codeKey(code)),
    ])
    return { caller: callerHash, code: codeHash }
  }

  function blocked(until: number, now: number): Problem {
    const seconds = Math.max(1, Math.ceil((until - now) / 1000))
    return problem(
      'dossier.too-many-tries',
      { minutes: Math.ceil(seconds / 60), hotline },
      { retryAfterSeconds: seconds },
    )
  }

  return {
    /** Throws `dossier.too-many-tries` while the caller is blocked, whatever they ask. */
    async check(caller: string, now: number): Promise<void> {
      const { caller: who } = await identify(caller, '')
      const until = await misses.blockedUntil(who, null, now)
      if (until !== null) throw blocked(until, now)
    },

    /** Takes a try; call `right` or `wrong` on it. Throws `dossier.too-many-tries` when none is left. */
    async take(
      caller: string,
      code: string,
      now: number,
    ): Promise<{ right: () => Promise<void>; wrong: () => Promise<void> }> {
      const who = await identify(caller, code)
      const id = readableId(random, 20)
      for (let wait = 0; !(await misses.take(id, who, now)); wait++) {
        const until = await misses.blockedUntil(who.caller, who.code, now)
        if (until !== null) throw blocked(until, now)
        // others of the same caller are being decided at this moment and may be given back
        if (wait >= WAITS) throw blocked(now + 60_000, now)
        await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
      }
      return { right: () => misses.release(id), wrong: () => misses.keep(id) }
    },
  }
}
export type Tries = ReturnType<typeof createTries>
