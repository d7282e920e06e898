import { problem } from '../../server/kernel/problem.ts'
import { readPhoto } from './read-photo.ts'

const TIMEOUT_MS = 15_000

/**
 * Whether an address is below one of the roots: `https://*.zdn.vn` (any host of the domain) or `https://host[:port]`. Nothing else of
 * an address counts, so that a name inside a path or before an `@` deceives nobody.
 */
export function isBelow(roots: readonly string[], address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.username !== '' || url.password !== '') return false
  return roots.some((root) => {
    const [, scheme = '', any, host = ''] = /^(https?):\/\/(\*\.)?([^/]+)$/.exec(root) ?? []
    if (url.protocol !== `${scheme}:`) return false
    return any ? url.host === host || url.host.endsWith(`.${host}`) : url.host === host
  })
}

/**
 * Fetches a photo by the address that Zalo gives instead of a file. Only from the hosts that are told (`roots`) and without following
 * elsewhere: the address came in a message. Throws `photo.broken` for a foreign address or one that Zalo does not know any more,
 * `photo.too-large`; anything else that fails is an ordinary error, to be tried again by whoever sent the photo.
 */
export function zaloPhotos(roots: readonly string[]) {
  return async (address: string): Promise<Uint8Array> => {
    if (!isBelow(roots, address)) throw problem('photo.broken')
    // a failure must not carry the address into a log: it opens the picture
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      () => null,
    )
    if (!response) throw new Error('zalo photo')
    if (response.status >= 500) throw new Error(`zalo photo ${response.status}`)
    if (!response.ok) throw problem('photo.broken')
    return readPhoto(response)
  }
}
