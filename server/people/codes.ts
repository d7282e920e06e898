import { type Random, readableId } from '../kernel/ids.ts'
import { keyedHash, seal, sealingKey, unseal } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import type { Clock } from '../kernel/time.ts'
import type { Db, Statement } from '../storage/db.ts'
import type { Audit } from './audit.ts'
import { type StaffRow, staffStore } from './store/staff.ts'
import { newTotp, stepOf, totpUri } from './totp.ts'

const RECOVERY_CODES = 8

export type CodeDeps = { db: Db; clock: Clock; random: Random; audit: Audit; unit: string; key: CryptoKey }

/** One-time codes (TOTP, RFC 6238) and the recovery codes for a lost phone. Secrets rest sealed. */
export function createCodes({ db, clock, random, audit, unit, key }: CodeDeps) {
  const staff = staffStore(db, unit)
  const place = (id: string) => `staff.totp ${unit} ${id}`
  const recoveryHash = (id: string, code: string) =>
    keyedHash(key, 'staff.recovery', `${id} ${code.toUpperCase().replace(/[^A-Z0-9]/g, '')}`)

  async function secretOf(person: StaffRow): Promise<string | null> {
    return person.totp ? unseal(await sealingKey(key), place(person.id), person.totp) : null
  }

  return {
    /** The secret to be put into an app: the pending one, or a new one. */
    async offer(id: string, issuer: string): Promise<{ secret: string; uri: string }> {
      const person = await staff.byId(id)
      if (!person) throw problem('staff.not-found')
      let secret = person.totp_confirmed_at ? null : await secretOf(person)
      if (person.totp_confirmed_at) throw problem('staff.has-code')
      if (secret === null) {
        secret = newTotp(random)
        await db.write([
          staff.pendTotp(id, await seal(await sealingKey(key), place(id), secret, random(new Uint8Array(12)))),
        ])
      }
      return { secret, uri: totpUri(secret, issuer, person.login) }
    },

    /** Switches one-time codes on when the app shows the right code: what to write, and the recovery codes. Throws `staff.wrong-code` or `staff.has-code`. */
    async confirming(id: string, code: string): Promise<{ writes: Statement[]; recovery: string[] }> {
      const now = clock()
      const person = await staff.byId(id)
      if (!person) throw problem('staff.not-found')
      if (person.totp_confirmed_at) throw problem('staff.has-code')
      const secret = await secretOf(person)
      const step = secret ? stepOf(secret, code, now) : null
      if (step === null) throw problem('staff.wrong-code', {}, { field: 'code' })
      const recovery = Array.from({ length: RECOVERY_CODES }, () => readableId(random, 10))
      const hashes = await Promise.all(recovery.map((one) => recoveryHash(person.id, one)))
      return {
        writes: [
          staff.confirmTotp(person.id, now.toISOString(), step),
          ...staff.setRecovery(person.id, hashes),
          audit({ actor: person, action: 'staff.codes-on', subject: person.id, at: now }),
        ],
        recovery: recovery.map((one) => `${one.slice(0, 5)}-${one.slice(5)}`),
      }
    },

    /** Whether a code is right, using it up: neither a one-time code nor a recovery code counts twice. */
    async accepts(person: StaffRow, code: string): Promise<boolean> {
      const now = clock()
      const secret = await secretOf(person)
      const step = secret ? stepOf(secret, code, now) : null
      if (step !== null) return staff.useStep(person.id, step)
      return staff.useRecovery(person.id, await recoveryHash(person.id, code), now.toISOString())
    },

    /** How many recovery codes are left. */
    recoveryLeft: staff.recoveryLeft,
  }
}
export type Codes = ReturnType<typeof createCodes>
