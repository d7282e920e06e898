import type { Guide, Topic } from '../schema.ts'
import type { Book } from './book.ts'
import type { Tell } from './fault.ts'
import { guideTexts, type Spoken, topicTexts } from './texts.ts'

/** A code in running text; codes with a province's tail count by their national part. */
const MENTION = /(?<![\d.])\d\.\d{6}(?!\d)/g

/** The codes that a sentence names. */
export function codesIn(text: string): string[] {
  return text.match(MENTION) ?? []
}

/** Every code that a guide points to exists, and the file is named after its own. */
export function checkGuideCodes(guide: Guide, file: string, book: Book, tell: Tell): void {
  if (file !== `guides/${guide.code}.md`) tell.error('code', `tệp phải tên là guides/${guide.code}.md`)
  if (book.exists(guide.code) && !book.answered(guide.code))
    tell.error('code', `${guide.code} chưa có bản ghi trong danh mục, hướng dẫn này sẽ không hiện ra`)
  known(guide.code, 'code', book, tell)
  for (const code of guide.covers) known(code, 'covers', book, tell)
  for (const { code } of guide.neighbours) {
    known(code, 'neighbours', book, tell)
    if (code === guide.code) tell.error('neighbours', `${code} là chính thủ tục này`)
  }
  for (const [i, { goto }] of guide.outcomes.entries()) if (goto) known(goto, `outcomes[${i}].goto`, book, tell)
  inTexts(guideTexts(guide), book, tell)
}

/** The same for a topic, which is named after its slug. */
export function checkTopicCodes(topic: Topic, file: string, book: Book, tell: Tell): void {
  if (file !== `topics/${topic.slug}.md`) tell.error('slug', `tệp phải tên là topics/${topic.slug}.md`)
  for (const code of topic.codes) known(code, 'codes', book, tell)
  inTexts(topicTexts(topic), book, tell)
}

/** A code that stands in the file must be one that exists. */
export function known(code: string, where: string, book: Book, tell: Tell): void {
  if (!book.exists(code)) tell.error(where, `không có thủ tục nào mang mã ${code}`)
}

function inTexts(texts: Spoken[], book: Book, tell: Tell): void {
  for (const { where, text } of texts) for (const code of codesIn(text)) known(code, where, book, tell)
}
