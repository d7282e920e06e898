import { createApp } from '../../server/api.ts'
import { openServices } from '../support/services.ts'

/** The whole application, with a quick way to read a page. */
export async function openConsole({ publicUrl = null }: { publicUrl?: string | null } = {}) {
  const { services, db, state } = await openServices(new Date('2026-11-23T08:00:00+07:00'))
  const app = createApp(services, { clientIp: () => '203.0.113.7', log: () => {}, publicUrl })
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { headers })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { app, services, db, state, get }
}
