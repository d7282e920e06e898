import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Words } from '../../bot/conversation/rules/schema.ts'
import type { Understanding } from '../../bot/conversation/types.ts'
import { createUnderstand } from '../../bot/conversation/understand/understand.ts'
import { readContent } from '../content/read.ts'
import { isClear } from '../search/clear.ts'
import { readSearchFile } from '../search/file.ts'
import type { EntryKind } from '../search/schema.ts'
import { createSearch } from '../search/search.ts'
import { KEPT_SEARCH } from './build.ts'
import { orExit, ROOT, usage } from './command.ts'

/**
 * `npm run ask -- "câu hỏi" [mã thủ tục đang nói tới]`: how a message is understood and why, so that an editor can mend a miss in
 * `content/intents.yaml`, `content/vocabulary.yaml` or a guide, without code.
 */
const KINDS: EntryKind[] = ['procedure', 'national', 'topic', 'elsewhere', 'intent']

await orExit(async () => {
  const [text, procedure = null] = process.argv.slice(2)
  if (!text) usage('npm run ask -- "câu hỏi" [mã thủ tục đang nói tới]')
  const content = readContent(join(ROOT, 'content'))
  const { elsewhere, topics } = content
  const bytes = readFileSync(KEPT_SEARCH)
  const search = createSearch(readSearchFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)))
  const understand = createUnderstand({ words: Words.parse(content.intents), search, isClear, elsewhere, topics })
  const heard = await understand(text, { procedure, facet: null, candidates: [], strikes: 0 })

  console.log(`Ý định:    ${heard.intent}${heard.topic ? ` (${heard.topic})` : ''}${standing(heard)}`)
  console.log(`Hỏi về:    ${heard.facet ?? 'cả thủ tục'}`)
  console.log(`Vì:        ${heard.why.join(' · ')}`)
  if (heard.elsewhere) console.log(`Nơi khác:  ${heard.elsewhere.name} (${heard.elsewhere.body})`)
  if (heard.howTo) console.log(`Hướng dẫn: ${heard.howTo}`)
  for (const code of heard.needs ?? []) console.log(`Một việc:  ${code}`)
  console.log('\nNăm khả năng đầu:')
  const found = search.find(text, 200, KINDS).sort((a, b) => b.sure - a.sure || b.score - a.score)
  for (const { kind, key, name, sure } of found.slice(0, 5)) {
    const words = search.why(text, key).map(({ words, weight }) => `${words} ${weight}`)
    console.log(`  ${percent(sure)}  ${kind} ${key}${name ? ` ${name.slice(0, 70)}` : ''}`)
    if (words.length > 0) console.log(`          ${words.join(' · ')}`)
  }
})

function standing({ clear, followUp, unsure, intent, howTo, elsewhere }: Understanding): string {
  if (intent !== 'procedure' || howTo || elsewhere) return ''
  if (followUp) return ', hỏi tiếp việc trước'
  if (unsure) return ', chưa chắc: hỏi lại'
  return clear ? ', rõ' : ', có vài việc gần giống: hỏi lại'
}

function percent(sure: number): string {
  return `${(100 * sure).toFixed(1).padStart(5)} %`
}
