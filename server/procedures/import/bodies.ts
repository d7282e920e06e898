import { clean, fold } from '../../kernel/text.ts'
import type { Level } from '../schema.ts'
import type { Warning } from './draft.ts'

const KNOWN: Array<[RegExp, string]> = [
  [/^(?:ủy|uỷ) ban nhân dân (?:cấp )?xã(?:, ?phường(?:, ?thị trấn|, ?đặc khu)?)?\.?$/i, 'UBND cấp xã'],
  [/^ubnd (?:cấp )?xã(?:, ?phường(?:, ?thị trấn|, ?đặc khu)?)?\.?$/i, 'UBND cấp xã'],
  [/^chủ tịch (?:(?:ủy|uỷ) ban nhân dân|ubnd) (?:cấp )?xã\.?$/i, 'Chủ tịch UBND cấp xã'],
  [/^(?:(?:ủy|uỷ) ban nhân dân|ubnd) (?:cấp )?tỉnh\.?$/i, 'UBND cấp tỉnh'],
  [/^bảo hiểm xã hội (?:cấp )?tỉnh\.?$/i, 'Bảo hiểm xã hội cấp tỉnh'],
  [/^công an (?:cấp )?xã\.?$/i, 'Công an cấp xã'],
  [/^công an (?:cấp )?tỉnh\.?$/i, 'Công an cấp tỉnh'],
  [/^ban chỉ huy quân sự (?:cấp )?xã\.?$/i, 'Ban Chỉ huy quân sự cấp xã'],
]

/** A body's name with its level in today's words where that is a plain fact; other names stay as the source has them. */
export function bodyName(text: string): string {
  const name = clean(text)
    .replace(/[.;,]+$/, '')
    .replace(/\s+(?=[,;])/g, '')
  return KNOWN.find(([pattern]) => pattern.test(name))?.[1] ?? name
}

/**
 * Bodies that are no more: every body of a district (the level ended on 1 July 2025, NĐ 118/2025 and others), and those that the
 * records' own newer names have replaced. Who took over is not guessed.
 */
const ENDED = [
  /cấp huyện|(?<!\p{L})(?:quận|huyện|thị xã|thị trấn)(?!\p{L})/iu,
  /^phòng tư pháp$/i, // of a district: its matters went to the communes (NĐ 120/2025)
  /^chi cục thuế(?! (?:doanh nghiệp lớn|thương mại điện tử))/i, // now Thuế cơ sở
  /^cục hải quan tỉnh/i, // now Chi cục Hải quan khu vực
  /nông nghiệp và phát triển nông thôn$/i, // now Nông nghiệp và Môi trường
]
/** A longer text tells a story and names no body. */
const LONGEST = 200

/** Several bodies as one short line, absent when the source names none that is left, and what was left out of it. */
export function bodiesOf(names: string[]): { agency?: string; warnings: Warning[] } {
  const plain = names.map((name) => bodyName(name.replace(/\([^()]{41,}\)/g, '')))
  const all = [
    ...new Set(plain.filter((name) => name !== '' && !/^(?:không có thông tin$|bản ghi|phối hợp)/i.test(name))),
  ]
  const told = all.filter((name) => name.length <= LONGEST)
  const ended = told.filter((name) => ENDED.some((pattern) => pattern.test(name)))
  const left = told.filter((name) => !ended.includes(name))
  const warnings: Warning[] = [
    ...ended.map((name): Warning => ({ about: 'record', text: `bỏ cơ quan không còn “${name}”` })),
    ...(told.length < all.length ? [{ about: 'record', text: 'bỏ đoạn văn đứng ở chỗ tên cơ quan' } as const] : []),
  ]
  if (left.length === 0) return { warnings }
  return { agency: left.length > 4 ? `${left.slice(0, 4).join('; ')}; và nơi khác` : left.join('; '), warnings }
}

/** Splits a list of bodies at commas, but not inside `xã, phường, thị trấn`. */
export function splitBodies(text: string): string[] {
  return clean(text)
    .replace(/xã, phường(?:, thị trấn|, đặc khu)?/gi, 'xã')
    .split(/[,;]\s*(?=\p{Lu})/u)
}

/** The levels that words of the source name: `Cấp bộ, Cấp tỉnh, Cấp xã`. */
export function levelsIn(text: string): Level[] {
  const words = fold(text)
  const found: Level[] = []
  if (/(?:cap )?xa\b|phuong\b/.test(words)) found.push('ward')
  if (/tinh\b|thanh pho|\bso \b|^so /.test(words)) found.push('province')
  if (/\bbo\b|\bcuc\b|trung uong|ngan hang nha nuoc/.test(words)) found.push('ministry')
  if (/khac/.test(words)) found.push('other')
  return found
}

/** The level in a name's tail: `… (thực hiện tại cấp tỉnh)`. */
export function levelsOfName(name: string): Level[] {
  const tail = /\(([^()]*(?:cấp|công an) (?:xã|tỉnh|trung ương|bộ)[^()]*)\)\s*$/i.exec(name)
  return tail?.[1] ? levelsIn(tail[1]) : []
}

/** `UBND tỉnh Lai Châu`, `UBND Thành phố Hải Phòng` → the province's name alone. */
export function provinceName(text: string): string | undefined {
  return /(?:UBND|ủy ban nhân dân)\s+(?:tỉnh|thành phố|TP\.?)\s+(.+)$/i.exec(clean(text))?.[1]
}

const APPLICANTS = [
  'Tổ chức (không bao gồm doanh nghiệp, HTX)',
  'Doanh nghiệp có vốn đầu tư nước ngoài',
  'Doanh nghiệp Việt Nam',
  'Doanh nghiệp',
  'Cán bộ, công chức, viên chức',
  'Người Việt Nam định cư ở nước ngoài',
  'Công dân Việt Nam',
  'Người nước ngoài',
  'Tổ chức nước ngoài',
  'Hợp tác xã',
  'Đảng viên',
]

/** Who may apply, from a comma-separated list whose members hold commas themselves. */
export function applicantsIn(text: string): string[] {
  let rest = clean(text)
  const found: string[] = []
  for (const name of APPLICANTS) {
    if (!rest.includes(name)) continue
    found.push(name)
    rest = rest.replaceAll(name, '')
  }
  const unknown = rest
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'Không có thông tin')
  return [...found, ...unknown].sort((a, b) => rank(a) - rank(b))
}

// citizens first: that is who reads
function rank(name: string): number {
  const order = [
    'Công dân Việt Nam',
    'Người Việt Nam định cư ở nước ngoài',
    'Người nước ngoài',
    'Cán bộ, công chức, viên chức',
  ]
  const at = order.indexOf(name)
  return at < 0 ? order.length + APPLICANTS.indexOf(name) : at
}
