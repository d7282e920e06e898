/** A report as content, before any file format: what the DOCX, the HTML and the workbook are drawn from. */

export type Cell = { text: string; align?: 'left' | 'right' | 'center'; bold?: boolean; drill?: string }
export type Block =
  | { type: 'heading'; level: 1 | 2 | 3; text: string }
  | { type: 'para'; text: string; italic?: boolean }
  | { type: 'table'; caption: string; head: string[][]; rows: Cell[][]; widths?: number[]; note?: string }
  /** Text by people, kept apart from figures by data: `key` names it for editing. */
  | { type: 'own'; key: string; text: string | null; hint: string }

/** The parts that NĐ 30/2020/NĐ-CP Điều 8.2 asks of an administrative document. The number is given by the văn thư after signing. */
export type Document = {
  issuer: string[]
  symbol: string
  place: string
  /** `yyyy-mm-dd`; null leaves the day and month open. */
  day: string | null
  kind: string
  subject: string
  blocks: Block[]
  /** Tables that follow the signature, on pages across. */
  annex: Block[]
  signer: { authority: string; title: string; name: string }
  recipients: string[]
  /** Shown on every page of sample data. */
  sample: boolean
}

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ type: 'heading', level, text })
export const para = (text: string): Block => ({ type: 'para', text })
export const right = (text: string, drill?: string): Cell => ({ text, align: 'right', ...(drill ? { drill } : {}) })
export const left = (text: string): Cell => ({ text })
export const center = (text: string): Cell => ({ text, align: 'center' })
