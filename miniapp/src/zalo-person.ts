import { asFailure, Failure, post } from './api.ts'

/**
 * Why the phone number or the place did not come. Each has its sentence (`words/zalo.ts`), and with each the citizen simply types: what
 * stands in the form stays.
 */
export type Refusal =
  | 'denied' // the citizen said no
  | 'denied-for-good' // … and that Zalo need not ask again
  | 'sign-in' // Zalo or the commune does not know who asks (any more)
  | 'not-approved' // the mini-app lacks Zalo's permission
  | 'too-old' // this Zalo can't
  | 'too-often'
  | 'late' // no answer in time
  | 'abroad' // Zalo tells personal data to Vietnamese addresses only
  | 'off' // the commune has not switched this on
  | 'offline'
  | 'failed'
export type Told<T> = { value: T } | { refused: Refusal }

/** Asking again can't help while the app is open. */
export const isFinal = (refusal: Refusal) =>
  ['denied-for-good', 'not-approved', 'too-old', 'abroad', 'off'].includes(refusal)

/** Codes of zmp-sdk 2.51, which rejects with plain objects. */
const BY_CODE: Record<string, Refusal> = {
  '-201': 'denied',
  '-202': 'denied-for-good',
  '-2002': 'denied-for-good',
  '-1401': 'sign-in',
  '-1403': 'not-approved',
  '-1404': 'too-old',
  '-1408': 'late',
  '-1409': 'too-often',
  '-1410': 'too-often',
}
const BY_FAILURE: Record<string, Refusal> = {
  'zalo.ip-blocked': 'abroad',
  'zalo.token-expired': 'sign-in',
  'auth.required': 'sign-in',
  'channel.off': 'off',
  'request.too-many': 'too-often',
  offline: 'offline',
}

/** The phone number that Zalo knows of its user, e.g. `0912345678`, at the user's wish; the commune's server does not keep it. */
export async function phoneOfZalo(): Promise<Told<string>> {
  const told = await tell<{ phone: string }>('phone', (sdk) => sdk.getPhoneNumber())
  return 'value' in told ? { value: told.value.phone } : told
}

/** Where Zalo knows its user to be, in degrees, at the user's wish. */
export const placeOfZalo = () => tell<{ lat: number; lng: number }>('place', (sdk) => sdk.getLocation())

type Sdk = Awaited<ReturnType<typeof load>>
async function load() {
  const { getAccessToken, getLocation, getPhoneNumber, login } = await import('zmp-sdk/apis')
  return { getAccessToken, getLocation, getPhoneNumber, login }
}

/** Signs in first: where the commune can't take Zalo's word, Zalo need not ask the citizen at all. */
async function tell<T>(what: 'phone' | 'place', ask: (sdk: Sdk) => Promise<{ token?: string }>): Promise<Told<T>> {
  try {
    const sdk = await load()
    const accessToken = await again(sdk, () => sdk.getAccessToken())
    if (!accessToken) return { refused: 'sign-in' }
    const { token } = await post<{ token: string }>('/session/zalo', { accessToken })
    const { token: code } = await again(sdk, () => ask(sdk))
    if (!code) return { refused: 'failed' }
    return { value: await post<T>(`/session/zalo/${what}`, { accessToken, code }, undefined, token) }
  } catch (error) {
    return { refused: refusalOf(error) }
  }
}

/** Zalo's own sign-in, once, when that is all that is missing. */
async function again<T>({ login }: Sdk, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (refusalOf(error) !== 'sign-in') throw error
    await login()
    return call()
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Failure) return BY_FAILURE[asFailure(error).code] ?? 'failed'
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return BY_CODE[code] ?? 'failed'
}
