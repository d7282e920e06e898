/**
 * The one place that knows whether we run inside Zalo. Every function answers the same in a plain browser, and none throws: the SDK
 * rejects with plain objects, and outside Zalo it may even resolve with dummies, so its success is never a sign of the platform.
 */
export const inZalo = location.hostname === 'h5.zdn.vn' && location.pathname.startsWith('/zapps/')

/** The mini-app's id, as the address carries it; empty outside Zalo. */
export const appId = inZalo ? (location.pathname.split('/')[2] ?? '') : ''

let loading: ReturnType<typeof load> | undefined
async function load() {
  // named one by one, so that the bundler leaves the rest of the SDK out
  const { events, EventName, nativeStorage, openChat, openPhone, openShareSheet, openWebview, scanQRCode } =
    await import('zmp-sdk/apis')
  return { events, EventName, nativeStorage, openChat, openPhone, openShareSheet, openWebview, scanQRCode }
}
const sdk = () => (loading ??= load())

/** Opens the phone's dialler. True when Zalo took it; a `tel:` link does the work elsewhere. */
export async function callPhone(phone: string): Promise<boolean> {
  return attempt(async () => (await sdk()).openPhone({ phoneNumber: phone.replace(/[^\d+]/g, '') }))
}

/** Opens the chat of the commune's Official Account, with a text written already that the citizen still has to send. */
export async function chatWithOa(id: string, message?: string): Promise<boolean> {
  return attempt(async () => (await sdk()).openChat({ type: 'oa', id, ...(message && { message }) }))
}

/** Opens a page of another site over the app, so that the app itself never leaves its address. */
export async function openPage(url: string): Promise<boolean> {
  return attempt(async () => (await sdk()).openWebview({ url, config: { style: 'bottomSheet' } }))
}

/** What a QR code says, or null when nothing was read or the citizen gave up. */
export async function scanInZalo(): Promise<string | null> {
  try {
    return (await (await sdk()).scanQRCode()).content || null
  } catch {
    return null
  }
}

export type Shared = 'shared' | 'copied' | 'cancelled' | 'failed'

/** Hands a text with a link to Zalo's or the phone's share sheet, else to the clipboard. */
export async function share({ title, text, url }: { title: string; text: string; url: string }): Promise<Shared> {
  if (inZalo) {
    const data = { text: `${text}\n${url}`, autoParseLink: true }
    return (await attempt(async () => (await sdk()).openShareSheet({ type: 'text', data }))) ? 'shared' : 'failed'
  }
  if ('share' in navigator) {
    try {
      await navigator.share({ title, text, url })
      return 'shared'
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled'
    }
  }
  return (await copyText(`${text}\n${url}`)) ? 'copied' : 'failed'
}

/** Puts a text on the clipboard. False when the device does not let us. */
export const copyText = (text: string) => attempt(() => navigator.clipboard.writeText(text))

/** Where this device is, in degrees, with the accuracy in metres; null when it does not know or was not allowed to say. */
export function whereAmI(): Promise<{ lat: number; lng: number; accuracy: number } | null> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ lat: latitude, lng: longitude, accuracy }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  })
}

/** Calls back with the path when Zalo opens the app again from a link while it still runs. */
export async function onReopen(callback: (path: string) => void): Promise<void> {
  if (!inZalo) return
  await attempt(async () => {
    const { events, EventName } = await sdk()
    events.on(EventName.OpenApp, (data: { path?: string } | undefined) => data?.path && callback(data.path))
  })
}

/** What this device keeps, as text; null when there is nothing or the device does not let us. */
export async function readKept(key: string): Promise<string | null> {
  let text: string | null = null
  await withStorage((storage) => {
    text = storage.getItem(key) || null
  })
  return text
}

/** Keeps a text on this device, or removes it. False when the device does not let us. */
export function writeKept(key: string, value: string | null): Promise<boolean> {
  return withStorage((storage) => {
    if (inZalo && value !== null) noteKey(storage, key)
    return value === null ? storage.removeItem(key) : storage.setItem(key, value)
  })
}

/** Zalo's storage does not tell what it holds. */
const KEYS = 'keys'

/** Every key under which something may be kept here. */
export async function keptKeys(): Promise<string[]> {
  let keys: string[] = []
  await withStorage((storage) => {
    keys = inZalo ? notedKeys(storage) : Object.keys(localStorage)
  })
  return keys
}

function noteKey(storage: Kept, key: string): void {
  const known = notedKeys(storage)
  if (!known.includes(key)) storage.setItem(KEYS, [...known, key].join('\n'))
}
const notedKeys = (storage: Kept) => (storage.getItem(KEYS) || '').split('\n').filter(Boolean)

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Zalo's own storage; the browser's in a browser, and in a Zalo too old to have one (where it may or may not last). */
async function withStorage(use: (storage: Kept) => void): Promise<boolean> {
  if (inZalo && (await attempt(async () => use((await sdk()).nativeStorage)))) return true
  return attempt(async () => use(localStorage))
}

async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch {
    return false
  }
}
