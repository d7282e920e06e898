import { hrefOf } from './router.ts'
import { foreignPart, queryFor, type Route } from './routes.ts'
import { appId, inZalo } from './zalo.ts'

/** The address that opens a route from outside: by our own page, or by Zalo, whose links carry no fragment. */
export function linkOf(route: Route): string {
  if (!inZalo) return location.origin + hrefOf(route)
  return linkInZalo(appId, route, location.search)
}

/** The address that opens a route in the mini-app `id` of Zalo; `search`: what Zalo itself put into the address is carried along. */
export function linkInZalo(id: string, route: Route, search = ''): string {
  const query = new URLSearchParams([...foreignPart(search), ...queryFor(route)])
  const text = query.toString().replace(/=(?=&|$)/g, '')
  return `https://zalo.me/s/${id}/${text ? `?${text}` : ''}`
}
