import type { Role } from '../../server/people/schema.ts'
import type { Services } from '../../server/services.ts'

/**
 * Somebody of the desk, signed in without a password: their id and the headers that a browser would send from our own pages.
 *
 * @example
 * const lan = await signedIn(services, 'officer')
 * await app.request('/console/feedback', { headers: lan.headers })
 */
export async function signedIn(services: Services, role: Role, name = `Người ${role}`) {
  const { people, db } = services
  const { id } = await people.invite(null, { name, role })
  const { token, writes } = await people.starting({ id }, 'full', { agent: 'test' })
  await db.write(writes)
  const found = await people.sessionOf(token)
  if (!found) throw new Error('no session')
  return { id, actor: found.actor, headers: { cookie: `console=${token}`, 'sec-fetch-site': 'same-origin' } }
}

/** A form as a browser posts it. */
export function posted(fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  }
}
