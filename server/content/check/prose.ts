import type { Guide } from '../schema.ts'
import type { Tell } from './fault.ts'
import { guideTexts, wordCount } from './texts.ts'

/** The sections a guide may have, in the order in which a citizen reads them. */
export const HEADINGS = ['Dùng khi nào', 'Làm tại quầy', 'Làm trực tuyến', 'Kết quả', 'Việc của nơi khác']
const EVENTS = new Set(
  `sinh-con ket-hon nguoi-than-mat dat-va-nha chung-thuc kinh-doanh nguoi-cao-tuoi-khuyet-tat cho-o giay-to-tuy-than
   hoc-hanh nguoi-co-cong kho-khan khac`.split(/\s+/),
)
const LONGEST_SENTENCE = 32
/** What a voice reads in two minutes, at the pace in which older people can follow. */
const TWO_MINUTES = 420

/** Headings and life events are of the fixed lists, sentences are short, the whole can be read aloud in two minutes. */
export function checkProse(guide: Guide, body: string, tell: Tell): void {
  headings(body, tell)
  checkEvents(guide.events, tell)
  for (const { where, text } of guideTexts(guide)) checkSentences(where, text, tell)
  const aloud = wordCount([guide.summary, ...guide.mistakes, ...Object.values(guide.sections)].join(' '))
  if (aloud > TWO_MINUTES)
    tell.warning('(tệp)', `dài ${aloud} chữ, đọc thành tiếng quá hai phút (khoảng ${TWO_MINUTES} chữ)`)
}

/** Warns of each sentence that is too long to be taken in at once. */
export function checkSentences(where: string, text: string, tell: Tell): void {
  for (const sentence of text.split(/(?<=[.!?;:…])\s+|\n/)) {
    const words = wordCount(sentence)
    if (words > LONGEST_SENTENCE) tell.warning(where, `câu dài ${words} chữ: «${sentence.trim().slice(0, 60)}…»`)
  }
}

/** Life events are those on the front page. */
export function checkEvents(events: string[], tell: Tell): void {
  for (const event of events) if (!EVENTS.has(event)) tell.error('events', `không có sự kiện nào tên ${event}`)
}

function headings(body: string, tell: Tell): void {
  const [lead = '', ...parts] = body.split(/^## /m)
  if (lead.trim() !== '') tell.error('(tệp)', 'có chữ trước tiêu đề đầu tiên, người đọc sẽ không thấy')
  const found = parts.map((part) => (part.split('\n')[0] ?? '').trim())
  for (const [i, heading] of found.entries()) {
    if (!HEADINGS.includes(heading)) tell.error(`## ${heading}`, `tiêu đề lạ; chỉ dùng: ${HEADINGS.join(', ')}`)
    if (found.indexOf(heading) !== i) tell.error(`## ${heading}`, 'tiêu đề bị lặp, phần trước sẽ mất')
  }
  for (const [extra] of body.matchAll(/^#(?!# ).*$/gm)) tell.error(extra, 'tiêu đề phải bắt đầu bằng "## "')
}
