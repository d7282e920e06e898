import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { parse } from 'yaml'
import * as z from 'zod'

const NAME = 'virtual:life-events'

const Front = z.object({
  code: z.string(),
  title: z.string(),
  summary: z.string(),
  events: z.array(z.string()).default([]),
})

/**
 * `virtual:life-events`: the guides of each life event (việc trong đời) as `{code, title, summary}`, read from the guides' front
 * matter when the app is built. The lists so work without a network; the facts themselves always come from the API.
 */
export function lifeEvents(folder: string): Plugin {
  return {
    name: 'life-events',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null
      const lists: Record<string, { code: string; title: string; summary: string }[]> = {}
      const guides = readdirSync(folder)
        .filter((name) => name.endsWith('.md'))
        .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
        .map(({ name, text }) => ({ text, path: join(folder, name), ...readFront(name, text) }))
      for (const { path } of guides) this.addWatchFile(path)
      for (const event of new Set(guides.flatMap(({ events }) => events))) {
        const group = guides.filter(({ events }) => events.includes(event))
        // what the event is mainly about comes first: what its other guides speak of most
        const weight = (code: string) => group.filter(({ text }) => text.includes(code)).length
        const sorted = group.sort((a, b) => weight(b.code) - weight(a.code) || a.title.length - b.title.length)
        lists[event] = sorted.map(({ code, title, summary }) => ({ code, title, summary }))
      }
      return `export const guidesOf = ${JSON.stringify(lists)}`
    },
  }
}

function readFront(file: string, text: string): z.infer<typeof Front> {
  const [, front = ''] = text.split(/^---\s*$/m)
  // only the keys wanted here: parsing whole guides would make up most of the build's time
  const wanted = front.split(/^(?=\w)/m).filter((block) => /^(code|title|summary|events):/.test(block))
  const read = Front.safeParse(parse(wanted.join('')))
  if (!read.success)
    throw new Error(`${file}: ${read.error.issues[0]?.path.join('.')} ${read.error.issues[0]?.message}`)
  return read.data
}
