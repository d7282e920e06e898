import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { card, facetCard } from '../../bot/flows/card/card.ts'
import { shorten } from '../../bot/flows/names.ts'
import { frontMatter } from '../../server/content/read.ts'
import { Guide } from '../../server/content/schema.ts'
import { walk } from '../support/walk.ts'
import { VIEWS } from './records.ts'
import { NOW, say, unit, type World, world } from './world.ts'

const FOLDER = join(import.meta.dirname, '../../content/guides')
const guides = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map((name) => Guide.parse(frontMatter(readFileSync(join(FOLDER, name), 'utf8'))))
const voice = { say, unit }

let w: World
beforeAll(async () => {
  w = await world({
    understand: () => ({ intent: 'procedure', procedures: HITS, clear: false, facet: null, why: [] }),
  })
})
afterAll(() => w.close())
const HITS = VIEWS.map(({ record: { code, name, field } }, at) => ({ code, name, field, score: 9 - at }))

test('a list of procedures has at most four choices, the way out included', async () => {
  const me = await walk(w).hears('đăng ký')
  expect(me.choices()).toHaveLength(4)
  expect(me.choices().at(-1)?.label).toBe('Việc khác')
})

test('a card has at most six buttons, none cut, and begins with my own case', () => {
  for (const { record, ...view } of VIEWS) {
    for (const guide of guides) {
      const more = [{ id: 'p:1.999999', label: 'Còn việc: X' }]
      const seen = { ...view, record: { ...record, code: guide.code }, guide }
      for (const reply of [card(voice, seen, NOW, more), facetCard(voice, seen, 'time', NOW, more)]) {
        const labels = (reply.choices ?? []).map(({ label }) => label)
        expect(labels.length, guide.code).toBeLessThanOrEqual(6)
        expect(labels.filter((label) => label.includes('…'))).toEqual([])
        expect(labels).toContain('Còn việc: X')
        if (guide.questions.length > 0) expect(labels, guide.code).toContain('Trường hợp của tôi')
      }
    }
  }
})

test.each([
  ['Bé mất giấy khai sinh bản chính?', 'Bé mất giấy khai sinh bản chính?'],
  [
    'Muốn đăng ký kết hôn luôn ở xã? Việc đó quầy tự tra, thường không cần giấy này.',
    'Muốn đăng ký kết hôn luôn ở xã?',
  ],
  [
    'Anh/chị không đồng ý với quyết định của cơ quan nhà nước, không phải với hàng xóm?',
    'Anh/chị không đồng ý với quyết định của cơ quan nhà nước?',
  ],
])('%s → %s', (label, short) => {
  expect(shorten(label)).toBe(short)
})
