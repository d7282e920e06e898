import { clean } from '../../kernel/text.ts'
import type { PaperGroup } from '../schema.ts'
import { type Draft, distinct, type Warning } from './draft.ts'
import { paperGroup, type RawPaper } from './papers.ts'

const HEADER = /Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng/
/** A quantity cell stands directly on the text before it; `nộp 01 bản chính` inside a name has a space before. */
const CELL = /(?:(?<=[^\s\d])(\d{1,2})|(?<=\d)(\d)) bản (chính|sao)(?:,\s?(\d{1,2}) bản sao)?(?=$|[^\s,;.:)])/g
const FILES = /(?:[^.\n]{1,70}?\.(?:docx?|xlsx?|pdf|rar|zip|jpe?g|png))+$/i

/** Splits the run-together table of papers. A piece that can't be told apart is left out, with a warning. */
export function pagePapers(run: string): Pick<Draft, 'papers' | 'warnings'> {
  const body = run.normalize('NFC')
  if (!HEADER.test(body)) {
    const silent = clean(body) === '' || /^không có thông tin/i.test(clean(body))
    return { papers: [], warnings: silent ? [] : [{ about: 'papers', text: 'bản chép không có bảng giấy tờ' }] }
  }
  const parts = body.split(new RegExp(HEADER, 'g'))
  const groups: PaperGroup[] = []
  const warnings: Warning[] = []
  let title = parts[0] ?? ''
  for (const part of parts.slice(1)) {
    const { items, rest } = itemsOf(part)
    const cleaned = paperGroup(/^-*$/.test(title.trim()) ? '' : title, items)
    if (cleaned.group) groups.push(cleaned.group)
    warnings.push(...cleaned.warnings)
    title = rest
  }
  return { papers: groups, warnings: distinct(warnings) }
}

// the text after the last quantity is the next group's title
function itemsOf(part: string): { items: RawPaper[]; rest: string } {
  const items: RawPaper[] = []
  let from = 0
  for (const cell of part.matchAll(CELL)) {
    const before = part.slice(from, cell.index)
    const { name, form } = withoutFile(before)
    // after a digit of the name nobody can tell whose digit it is: then the count is left out
    const sure = cell[2] === undefined
    const quantity = Number(cell[1] ?? 0)
    const original = cell[3] === 'chính' ? quantity : 0
    const copy = cell[3] === 'chính' ? Number(cell[4] ?? 0) : quantity
    items.push({ name, ...(form ? { form } : {}), ...(sure ? { original, copy } : {}) })
    from = cell.index + cell[0].length
  }
  return { items, rest: part.slice(from) }
}

/** Takes form files (`… (Mẫu 01/BĐS)01 BĐS.docx`) off a name's end: they begin where a new word starts without a space. */
function withoutFile(text: string): { name: string; form?: string } {
  const dot = text.search(/\.(?:docx?|xlsx?|pdf|rar|zip|jpe?g|png)/i)
  if (dot < 0 || !FILES.test(text)) return { name: text }
  const head = text.slice(0, dot)
  const starts = [
    ...head.matchAll(/(?<=[\p{Ll}).;,”"\d]|NĐ-CP|-B[A-ZĐ]{1,7}(?=Mus|Mau|Mẫu))(?=\p{Lu}|(?<=[)\p{Ll};”"])\d)/gu),
  ]
  const at = starts.at(-1)?.index
  if (at === undefined || at < 8 || dot - at > 70) return { name: head.replace(/\S+$/, '') }
  const form = clean(text.slice(at)).replace(/\.(docx?|xlsx?|pdf|rar|zip|jpe?g|png)[\s\S]*$/i, '.$1')
  return { name: text.slice(0, at), form }
}
