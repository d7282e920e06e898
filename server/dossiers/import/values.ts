import { phoneDigits } from '../../kernel/privacy.ts'
import { fold, syllables } from '../../kernel/text.ts'
import type { Channel } from '../schema.ts'
import { type Cell, isBlank, textOf } from './cells.ts'

const NO = /^(khong|ko|k|chua|0|false|no|n)\b/

/** Whole đồng: `50.000đ`, `22,000 VNĐ`, `100000`, `100000.0`; words for nothing are 0; null = empty; undefined = not understood. */
export function readMoney(cell: Cell | undefined): number | null | undefined {
  if (isBlank(cell)) return null
  const text = fold(textOf(cell)).replace(/\s|vnd|dong|d$/g, '')
  if (/^(khong|mien|mienphi|khongthu|khongphi|khongcophi)$/.test(text)) return 0
  const whole = text.replace(/[.,]0{1,2}$/, '')
  if (/^\d{1,3}([.,]\d{3})+$/.test(whole)) return Number(whole.replace(/[.,]/g, ''))
  return /^\d{1,12}$/.test(whole) ? Number(whole) : undefined
}

/** *Có* or an amount: whether it was paid online, and the amount when the cell gives one. */
export function readPaid(cell: Cell | undefined): { paid: boolean | null; amount: number | null } {
  if (isBlank(cell)) return { paid: null, amount: null }
  const amount = readMoney(cell)
  // 1 and 2 are codes of payment doors in the national synchronisation, not amounts
  if (typeof amount === 'number') return { paid: amount > 0, amount: amount >= 1000 ? amount : null }
  const words = syllables(textOf(cell)).join(' ')
  return { paid: !NO.test(words) && !/\b(truc tiep|tien mat|chuyen khoan tai quay)\b/.test(words), amount: null }
}

/** A yes/no cell: *Có*, *x*, *Đã ký số*, a document's number mean yes; null = empty. */
export function readFlag(cell: Cell | undefined): boolean | null {
  if (typeof cell === 'boolean') return cell
  return isBlank(cell) ? null : !NO.test(syllables(textOf(cell)).join(' '))
}

/** Share digitised, 0..100, rounded down so that only the full is 100. Ratios up to 1 are spreadsheets' percent cells. Undefined = not understood. */
export function readPercent(cell: Cell | undefined): number | null | undefined {
  if (isBlank(cell)) return null
  const text = fold(textOf(cell)).replace(/\s/g, '').replace(',', '.')
  const parts = /^(\d+)\/(\d+)$/.exec(text)
  if (parts) return Number(parts[2]) > 0 ? percent((Number(parts[1]) / Number(parts[2])) * 100) : undefined
  const number = /^(\d+(?:\.\d+)?)(%?)$/.exec(text)
  if (number) return percent(Number(number[1]) * (number[2] === '' && Number(number[1]) <= 1 ? 100 : 1))
  if (/^(motphan|chuadu|chuadaydu|thieu)/.test(text)) return 50
  if (/^(co|x|du|daydu|toanbo|toandien|true|yes|dasohoa)/.test(text)) return 100
  return /^(khong|chua|ko|false|no)/.test(text) ? 0 : undefined
}

function percent(value: number): number | undefined {
  return value >= 0 && value <= 100 ? Math.floor(value + 1e-9) : undefined
}

/** Kênh tiếp nhận; 1, 2, 3 are the national codes. Undefined = not understood. */
export function readChannel(cell: Cell | undefined): Channel | null | undefined {
  if (isBlank(cell)) return null
  const words = syllables(textOf(cell)).join(' ')
  if (/^2$|\b(truc tuyen|online|qua mang|dvc|dvctt|dvcqg|cong dvc|internet)\b/.test(words)) return 'online'
  if (/^3$|\b(buu chinh|buu dien|bcci|buu ta|post)\b/.test(words)) return 'post'
  return /^1$|\b(truc tiep|tai quay|quay|mot cua|tai cho|tai trung tam|direct)\b/.test(words) ? 'direct' : undefined
}

/** The last four digits of the (first) phone number, or null. */
export function readLastFour(cell: Cell | undefined): string | null {
  for (const part of textOf(cell).split(/[;/|,]|\s-\s/)) {
    const digits = phoneDigits(part)
    if (digits) return digits.slice(-4)
  }
  return null
}

/** National procedure code `1.013949` (also with `.000.00.00.H48` behind it), else null. */
export function readProcedureCode(cell: Cell | undefined): string | null {
  const text = textOf(cell)
  const found = /(?<!\d)(\d\.\d{6})(?!\d)/.exec(text)
  if (found?.[1]) return found[1]
  // a spreadsheet that took the code for a number has dropped its trailing zeros
  return /^\d[.,]\d{1,6}$/.test(text) ? text.replace(',', '.').padEnd(8, '0') : null
}
