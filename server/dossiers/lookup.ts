import { keyedHash, lastFour, phoneDigits, sameSecret } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { fullAnswer, publicAnswer, type Telling } from './answer.ts'
import { phoneText } from './import/row.ts'
import { codeKey, isCode, isLooseCode, isMinistryCode, normaliseCode } from './rules/code.ts'
import type { Dossier, LookupAnswer, LookupRequest } from './schema.ts'
import type { Store } from './store.ts'
import type { Tries } from './tries.ts'

type Deps = { unit: string; key: CryptoKey; store: Store; tries: Tries; tell: (now: Date) => Telling }

/**
 * Looks a dossier up for a citizen. Throws `dossier.bad-code` (no code), `dossier.not-found`, `dossier.ministry-system`,
 * `request.invalid` (neither four digits nor a whole number: no try, so no miss) and `dossier.too-many-tries`.
 */
export async function lookup(
  { code: raw, phone, caller }: LookupRequest,
  now: Date,
  deps: Deps,
): Promise<LookupAnswer> {
  const { unit, key, store, tries, tell } = deps
  const code = normaliseCode(raw)
  if (!isCode(code) && !isLooseCode(code))
    throw problem('dossier.bad-code', { code: raw.slice(0, 60) }, { field: 'code' })
  const digits = readDigits(phone)

  const dossier = await find(store, unit, code)
  if (!dossier) {
    const miss = await tries.take(caller, code, now.getTime())
    await miss.wrong()
    throw missing(raw, code)
  }
  if (digits === null || dossier.phoneHash === null) {
    await tries.check(caller, now.getTime())
    return publicAnswer(dossier, dossier.phoneHash === null ? 'no-phone' : 'need-phone', tell(now))
  }
  const guess = await tries.take(caller, dossier.code, now.getTime())
  if (!sameSecret(await keyedHash(key, 'dossier.phone', phoneText(dossier.code, digits)), dossier.phoneHash)) {
    await guess.wrong()
    return publicAnswer(dossier, 'wrong-phone', tell(now))
  }
  await guess.right()
  return fullAnswer(dossier, await store.dossiers.events(unit, dossier.code), tell(now))
}

/** The last four digits of what was given: those alone, or a whole number; null when nothing was. */
function readDigits(phone = ''): string | null {
  const plain = phone.replace(/[\s.()-]/g, '')
  if (plain === '') return null
  const whole = /^\+?\d+$/.test(plain) ? phoneDigits(plain) : null
  if (!whole && !/^\d{4}$/.test(plain))
    throw problem(
      'request.invalid',
      { detail: 'phone phải là 4 số cuối, hoặc cả số điện thoại đã ghi khi nộp hồ sơ' },
      { field: 'phone' },
    )
  return lastFour(whole ?? plain)
}

/** By its code, or by its letters and digits when they fit exactly one dossier. */
async function find(store: Store, unit: string, code: string): Promise<Dossier | null> {
  const exact = isCode(code) ? await store.dossiers.find(unit, code) : null
  if (exact) return exact
  const [only, second] = await store.dossiers.findByKey(unit, codeKey(code))
  return only && !second ? only : null
}

function missing(raw: string, code: string) {
  if (!isCode(code)) return problem('dossier.bad-code', { code: raw.slice(0, 60) }, { field: 'code' })
  return problem(isMinistryCode(code) ? 'dossier.ministry-system' : 'dossier.not-found', { code })
}
