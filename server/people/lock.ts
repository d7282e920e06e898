import { keyedHash } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import type { Clock } from '../kernel/time.ts'
import type { Db } from '../storage/db.ts'
import { tryStore } from './store/tries.ts'

/** Wrong tries a login (or its one-time code) may have in 15 minutes, and an address: a whole office shares one. */
const LOGIN_LIMIT = 5
const ADDRESS_LIMIT = 20
/** A login rests 15, 30, 60 and then 120 minutes: few guesses a day, and nobody is kept out for long by a stranger's. */
const LOGIN_DOUBLINGS = 3

type Who = { kind: 'login' | 'code' | 'password'; name: string; caller: string }

/** Slows down guessing: after too many wrong tries 15 minutes of rest, then longer, the same for logins that don't exist. */
export function createLock({ db, clock, key }: { db: Db; clock: Clock; key: CryptoKey }) {
  const tries = tryStore(db)
  const hashes = ({ kind, name, caller }: Who) =>
    Promise.all([keyedHash(key, `staff.${kind}`, name), keyedHash(key, 'staff.address', caller)])

  return {
    /** Takes a try before it is judged; call exactly one of the two answers. Throws `staff.locked` when none is left. */
    async take(who: Who): Promise<{ right: () => Promise<void>; wrong: () => Promise<boolean> }> {
      const [login, address] = await hashes(who)
      const now = clock().getTime()
      let until = await tries.take(address, ADDRESS_LIMIT, now)
      if (until === null) {
        until = await tries.take(login, LOGIN_LIMIT, now)
        // somebody who goes on trying their locked login must not lock the whole office
        if (until !== null) await db.write([tries.giveBack(address)])
      }
      if (until !== null) {
        const seconds = Math.max(1, Math.ceil((until - now) / 1000))
        throw problem('staff.locked', { minutes: Math.ceil(seconds / 60) }, { retryAfterSeconds: seconds })
      }
      return {
        right: async () => void (await db.write([tries.forgive(login), tries.giveBack(address)])),
        wrong: async () => {
          const [locked] = await Promise.all([
            tries.wrong(login, LOGIN_LIMIT, now, LOGIN_DOUBLINGS),
            // never longer than the first time: many may share it
            tries.wrong(address, ADDRESS_LIMIT, now, 0),
          ])
          return locked
        },
      }
    },
    /** Lets a person try again at once. */
    async forgiving(name: string, id: string) {
      const [login, code] = await Promise.all([keyedHash(key, 'staff.login', name), keyedHash(key, 'staff.code', id)])
      return [tries.forgive(login), tries.forgive(code)]
    },
  }
}
export type Lock = ReturnType<typeof createLock>
