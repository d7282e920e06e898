import { clean, fold } from '../../kernel/text.ts'
import type { Level } from '../schema.ts'

const KNOWN: Array<[RegExp, string]> = [
  [/^(?:ủy|uỷ) ban nhân dân (?:cấp )?xã(?:, ?phường(?:, ?thị trấn|, ?đặc khu)?)?\.?$/i, 'UBND cấp xã'],
  [/^ubnd (?:cấp )?xã(?:, ?phường(?:, ?thị trấn|, ?đặc khu)?)?\.?$/i, 'UBND cấp xã'],
  [/^chủ tịch (?:(?:ủy|uỷ) ban nhân dân|ubnd) (?:cấp )?xã\.?$/i, 'Chủ tịch UBND cấp xã'],
  [/^(?:(?:ủy|uỷ) ban nhân dân|ubnd) (?:cấp )?tỉnh\.?$/i, 'UBND cấp tỉnh'],
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

/** Several bodies as one short line; undefined when the source names none. */
export function bodyNames(names: string[]): string | undefined {
  const plain = names.map((name) => bodyName(name.replace(/\([^()]{41,}\)/g, '')))
  const all = [
    ...new Set(plain.filter((name) => name !== '' && !/^(?:không có thông tin$|bản ghi|phối hợp)/i.test(name))),
  ]
  if (all.length === 0) return undefined
  return all.length > 4 ? `${all.slice(0, 4).join('; ')}; và nơi khác` : all.join('; ')
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
