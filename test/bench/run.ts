import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from '../../server/cli/build.ts'
import { createSearch } from '../../server/search/search.ts'
import { benchAnswers } from './answers.ts'
import { benchImport } from './import.bench.ts'
import { benchIntents, tallyIntents } from './intents.ts'
import { type Engine, fts5, measure, miniSearch, show } from './quality.ts'
import { questions } from './questions.ts'
import { benchReports } from './reports.ts'
import { switches } from './switches.ts'
import { benchThroughput } from './throughput.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const say = (line = '') => console.log(line)

const { content, catalogue, search: file } = await build({ miniapp: true, log: say })
const search = createSearch(file)

say('\nSearch quality: a right procedure first / among the first three, percent')
const names = catalogue.map(({ code, name, field }) => ({ code, name, field }))
const ours: Engine = { name: 'ours', find: (query) => search.find(query, 10).map(({ key }) => key) }
const engines = [ours, miniSearch(names), await fts5(names)]
for (const set of ['dev', 'heldout'] as const) {
  const asked = questions(set).filter(({ kind, codes }) => kind === 'procedure' && codes.length > 0)
  for (const engine of engines) {
    const tallies = await measure(engine, asked)
    say(
      `  ${set.padEnd(8)} ${engine.name.padEnd(22)} ${[...tallies].map(([style, tally]) => `${style} ${show(tally)}`).join(' · ')}`,
    )
  }
}

say('\nEach technique switched off: first / among three, all intents, recall of emergency and denunciation')
for (const { name, search: other } of switches(file)) {
  for (const set of ['dev', 'heldout'] as const) {
    const engine: Engine = { name, find: (query) => other.find(query, 3).map(({ key }) => key) }
    const asked = questions(set).filter(({ kind, codes }) => kind === 'procedure' && codes.length > 0)
    const all = (await measure(engine, asked)).get('all')
    const { kinds } = await tallyIntents(set, content, other)
    const of = (kind: string) => kinds.get(kind)?.right ?? 0
    const danger = ['emergency', 'denunciation'].map((kind) => `${of(kind)}/${kinds.get(kind)?.asked ?? 0}`)
    const share = (100 * of('all')) / (kinds.get('all')?.asked ?? 1)
    say(
      `  ${set.padEnd(8)} ${name.padEnd(38)} ${all ? show(all) : ''} · intents ${share.toFixed(1)} % · ${danger.join(' ')}`,
    )
  }
}

say('\nSearch time among all names of the country')
const texts = questions('dev').map(({ text }) => text)
for (const text of texts) search.find(text, 10) // warm; no text follows itself, so each is scored anew
// the quickest of five rounds each, so that what else runs on the machine is not counted
const times = texts.map(() => Number.POSITIVE_INFINITY)
for (let round = 0; round < 5; round++) {
  for (const [index, text] of texts.entries()) {
    const from = performance.now()
    search.find(text, 10)
    times[index] = Math.min(times[index] ?? 0, performance.now() - from)
  }
}
times.sort((a, b) => a - b)
const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2)
say(`  ${file.entries.length} entries: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`)

say('\nUnderstanding')
for (const set of ['dev', 'heldout'] as const)
  for (const line of await benchIntents(set, content, search)) say(`  ${set.padEnd(8)} ${line}`)

say('\nThroughput, as a share of a bare Hono + libSQL handler in the same run')
for (const line of await benchThroughput(content, catalogue, search)) say(`  ${line}`)

say('\nSurvey answers over HTTP')
for (const line of await benchAnswers(content, search)) say(`  ${line}`)

say('\nImport')
say(`  ${JSON.stringify(await benchImport())}`)

say('\nReports over fifty thousand and a million dossiers')
for (const dossiers of [50_000, 1_000_000])
  for (const line of await benchReports(content, search, dossiers)) say(`  ${line}`)

say('\nSizes, gzipped')
const gz = (path: string) => gzipSync(readFileSync(path)).length
const assets = join(ROOT, 'build', 'assets', 'app')
const scripts = readdirSync(assets, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'))
for (const path of scripts) say(`  mini-app ${path}: ${(gz(join(assets, path)) / 1000).toFixed(1)} kB`)
for (const path of ['content/search.bin', 'build/content.bin']) {
  if (existsSync(join(ROOT, path)))
    say(
      `  ${path}: ${(gz(join(ROOT, path)) / 1000).toFixed(0)} kB of ${(statSync(join(ROOT, path)).size / 1000).toFixed(0)} kB`,
    )
}
