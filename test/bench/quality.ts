import { createClient } from '@libsql/client'
import MiniSearch from 'minisearch'
import type { Question } from './questions.ts'

/** A search engine under test: codes, best first. */
export type Engine = { name: string; find: (query: string) => Promise<string[]> | string[] }
export type Name = { code: string; name: string; field: string }

/** MiniSearch as its README shows it. */
export function miniSearch(names: Name[]): Engine {
  const index = new MiniSearch({ fields: ['name', 'field'], storeFields: ['code'], idField: 'code' })
  index.addAll(names)
  return { name: 'MiniSearch, defaults', find: (query) => index.search(query).map(({ id }) => String(id)) }
}

/** SQLite FTS5 with its own folding and ranking; the words of the query joined by OR, as its documentation advises for questions. */
export async function fts5(names: Name[]): Promise<Engine> {
  const db = createClient({ url: ':memory:' })
  await db.execute(
    "CREATE VIRTUAL TABLE f USING fts5(code UNINDEXED, name, field, tokenize = 'unicode61 remove_diacritics 2')",
  )
  await db.batch(
    names.map(({ code, name, field }) => ({ sql: 'INSERT INTO f VALUES (?, ?, ?)', args: [code, name, field] })),
    'write',
  )
  return {
    name: 'SQLite FTS5, plain',
    async find(query) {
      const words = query.match(/[\p{L}\p{N}]+/gu) ?? []
      if (words.length === 0) return []
      const match = words.map((word) => `"${word}"`).join(' OR ')
      const { rows } = await db.execute({
        sql: 'SELECT code FROM f WHERE f MATCH ? ORDER BY rank LIMIT 10',
        args: [match],
      })
      return rows.map((row) => String(row.code))
    },
  }
}

export type Tally = { asked: number; first: number; three: number }

/** Counts how often a right procedure comes first and among three, in all and for each style. */
export async function measure(engine: Engine, asked: Question[]): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>()
  for (const { text, style, codes } of asked) {
    const found = await engine.find(text)
    const right = (from: string[]) => from.some((code) => codes.includes(code))
    for (const key of ['all', style]) {
      const tally = tallies.get(key) ?? { asked: 0, first: 0, three: 0 }
      tally.asked++
      if (right(found.slice(0, 1))) tally.first++
      if (right(found.slice(0, 3))) tally.three++
      tallies.set(key, tally)
    }
  }
  return tallies
}

/** `87 / 95 (n 100)`: percent first, percent among three. */
export function show({ asked, first, three }: Tally): string {
  return `${Math.round((1000 * first) / asked) / 10} / ${Math.round((1000 * three) / asked) / 10} (n ${asked})`
}
