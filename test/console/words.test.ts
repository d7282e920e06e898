import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readContent } from '../../server/content/read.ts'
import { ACTS } from '../../server/feedback/rules/may.ts'

const { help, messages } = readContent(join(import.meta.dirname, '../../content'))
const SERVER = join(import.meta.dirname, '../../server')
const code = readdirSync(SERVER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n')
const found = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map(([, one]) => one ?? ''))]

it('every help that a page names is written', () => {
  const slugs = help.map(({ slug }) => slug)
  const named = found(/help: '([\w-]+)'/g)
  expect(named.length).toBeGreaterThan(4)
  expect(named.filter((slug) => !slugs.includes(slug))).toEqual([])
})

it('every act that is audited has words', () => {
  const acts = [
    ...found(/action: '([\w-]+\.[\w-]+)'/g),
    ...['enter', 'identity', ...ACTS].map((act) => `feedback.${act}`),
  ]
  expect(acts.length).toBeGreaterThan(15)
  expect(acts.filter((act) => messages[`audit.room.${act.split('.')[0]}`] === undefined)).toEqual([])
  expect(acts.filter((act) => messages[`audit.did.${act}`] === undefined)).toEqual([])
})
