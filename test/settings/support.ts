import { onTestFinished } from 'vitest'
import { createApp } from '../../server/api.ts'
import type { Config } from '../../server/config.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { createLive } from '../../server/live.ts'
import { createServices } from '../../server/services.ts'
import { noFiles } from '../../server/storage/files.ts'
import { openServices, sources } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'

/** A server that goes by the settings as `server/node.ts` does; `another` is a second process over the same database. */
export async function openLive(telegram: Config['telegram'] = null) {
  const { db, state } = await openServices(new Date('2026-11-23T08:00:00+07:00'), onTestFinished)
  const key = await hashKey('khóa chỉ dùng để kiểm thử, đủ dài')
  const { content: written, search } = sources()
  const another = () =>
    createLive({
      db,
      written,
      log: () => {},
      make: (content, settingsChanged) => {
        const services = createServices({
          db,
          files: noFiles,
          clock: () => state.now,
          random: cryptoRandom,
          key,
          content,
          written,
          settingsChanged,
          search,
          telegram,
          passwordCost: { N: 2, r: 1, p: 1 },
          log: () => {},
        })
        return { services, app: createApp(services, { clientIp: () => '10.0.0.1', log: () => {} }) }
      },
    })
  const live = await another()
  const services = () => live.current().services
  const admin = await signedIn(services(), 'admin', 'Lê Quản Trị')
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await live.current().app.request(path, init)
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const get = (path: string) => ask(path, { headers: admin.headers })
  const post = (path: string, fields: Record<string, string>) => ask(path, posted(fields, admin.headers))
  /** The fields of a page's form as a browser would send them back. */
  const form = async (section: string) => fieldsOf((await get(`/console/unit/${section}`)).text)
  /** Types, looks at the preview and confirms it. */
  const save = async (section: string, typed: Record<string, string>) => {
    const seen = await post(`/console/unit/${section}`, { ...(await form(section)), ...typed })
    if (seen.status !== 200) return seen
    return post(`/console/unit/${section}/save`, fieldsOf(seen.text))
  }
  return { live, another, services, admin, db, state, written, ask, get, post, form, save }
}

const UNESCAPED: Record<string, string> = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' }
const plain = (text: string) => text.replace(/&(quot|#39|lt|gt|amp);/g, (entity) => UNESCAPED[entity] ?? entity)

/** What a browser would post of the page's main form when its first button is pressed. */
export function fieldsOf(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'))
  const fields: Record<string, string> = {}
  for (const [tag] of main.matchAll(/<input [^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1]
    if (!name || (/type="checkbox"/.test(tag) && !/ checked/.test(tag))) continue
    fields[name] = plain(/ value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name = '', text = ''] of main.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    fields[name] = plain(text)
  for (const [, name = '', options = ''] of main.matchAll(/<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = plain(/value="([^"]*)" selected/.exec(options)?.[1] ?? '')
  return fields
}
