import { attribute, elements, itemText } from './xml.ts'
import { broken, type Zip } from './zip.ts'

/** Shared strings are held in memory while a workbook is read. */
const MAX_STRINGS = 200 * 1024 * 1024
const BUILT_IN_DATES = [14, 22, 27, 36, 45, 47, 50, 58] // pairs of first and last number

/** What sheets refer to. `dateStyles` are the cell styles that show a number as a date; `epoch` is the serial of 1/1/1970. */
export type Shared = { strings: string[]; dateStyles: ReadonlySet<number>; epoch: number }

/** A visible sheet and the archive's part that holds it. */
export type SheetPart = { name: string; part: string }

/** Lists the visible sheets of a workbook, in order. */
export async function listSheets(zip: Zip): Promise<SheetPart[]> {
  const targets = new Map<string, string>()
  for await (const { attributes } of elements(zip.text('xl/_rels/workbook.xml.rels'), 'Relationship')) {
    const target = attribute(attributes, 'Target') ?? ''
    targets.set(attribute(attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  const sheets: SheetPart[] = []
  for await (const { attributes } of elements(zip.text('xl/workbook.xml'), 'sheet')) {
    const part = targets.get(attribute(attributes, '\\w+:id') ?? '')
    const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
    if (part && zip.sizes.has(part) && !hidden) sheets.push({ name: attribute(attributes, 'name') ?? '', part })
  }
  return sheets
}

/** Reads what all sheets share: strings, date styles, the date system. */
export async function readShared(zip: Zip): Promise<Shared> {
  if ((zip.sizes.get('xl/sharedStrings.xml') ?? 0) > MAX_STRINGS) throw broken()
  const strings: string[] = []
  for await (const { content } of elements(zip.text('xl/sharedStrings.xml'), 'si')) strings.push(itemText(content))
  let epoch = 25_569
  for await (const { attributes } of elements(zip.text('xl/workbook.xml'), 'workbookPr')) {
    if (/^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')) epoch = 24_107
  }
  return { strings, dateStyles: await readDateStyles(zip), epoch }
}

async function readDateStyles(zip: Zip): Promise<Set<number>> {
  const formats = new Set<number>()
  for (let i = 0; i < BUILT_IN_DATES.length; i += 2) {
    for (let id = BUILT_IN_DATES[i] ?? 0; id <= (BUILT_IN_DATES[i + 1] ?? 0); id++) formats.add(id)
  }
  for await (const { attributes } of elements(zip.text('xl/styles.xml'), 'numFmt')) {
    if (isDateFormat(attribute(attributes, 'formatCode') ?? '')) formats.add(Number(attribute(attributes, 'numFmtId')))
  }
  const styles = new Set<number>()
  for await (const { content } of elements(zip.text('xl/styles.xml'), 'cellXfs')) {
    ;[...content.matchAll(/<(?:\w+:)?xf\b([^>]*)>/g)].forEach(([, attributes = ''], index) => {
      if (formats.has(Number(attribute(attributes, 'numFmtId')))) styles.add(index)
    })
  }
  return styles
}

/** `dd/mm/yyyy`, `[$-42A]d/m/yy h:mm` are dates; `0.00`, `#,##0 "đ"`, `[Red]0` are not. */
function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, '')
  return /[dmyhs]/i.test(bare) && !/[0#?]/.test(bare.replace(/s\.0+/i, ''))
}
