import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import type { Send } from './service.ts'

type Options = {
  /** Addresses of a host name. */
  resolve: (host: string) => Promise<string[]>
  allowed: (address: string) => boolean
}

/**
 * Calls that go to the very address that was looked at: the name is asked for once, every answer must be allowed, and the connection is made
 * to the first of them, so that a name server can't say something else a moment later (DNS rebinding). The certificate is still checked
 * against the name. No redirect is followed. Throws an `Error` named `inner-address` or `unknown-name`.
 *
 * @example
 * const send = pinnedSend({ resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address), allowed: isPublicAddress })
 */
export function pinnedSend({ resolve, allowed }: Options): Send {
  return async (url, { body, headers, signal }) => {
    const { hostname, protocol } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    const addresses = isIP(host) ? [host] : await resolve(host)
    const [address] = addresses
    if (address === undefined) throw named('unknown-name')
    if (!addresses.every(allowed)) throw named('inner-address')
    const request = protocol === 'https:' ? secure : plain
    return new Promise((done, failed) => {
      const call = request(
        url,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          signal,
          // a connection of its own: a kept one may lead elsewhere
          agent: false,
          lookup: (_name, { all }, told) => {
            const family = isIP(address)
            if (all) told(null, [{ address, family }])
            else told(null, address, family)
          },
        },
        (response) => {
          response.destroy()
          done(response.statusCode ?? 0)
        },
      )
      call.on('error', failed)
      call.end(body)
    })
  }
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name })
}
