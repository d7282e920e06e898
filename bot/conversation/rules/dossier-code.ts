import { clean, fold } from '../../../server/kernel/text.ts'
import { isDay } from '../../../server/kernel/time.ts'
import type { DossierMention } from '../types.ts'

/**
 * Mã hồ sơ: `{unit}-{yymmdd}-{seq}`, unit province-first (`H48.21.15`) or, in older codes, province-last (`000.00.53.H48`)
 * (NĐ 61/2018 Đ.26, TT 01/2018/TT-VPCP Đ.19, QCVN 102). People type spaces, dots or dashes of any kind, lower case.
 */
const SEP = '[\\s.,_/–—-]+'
const UNIT = `(?:[a-z] ?\\d{2}(?:${SEP}\\d{1,3}){0,3}?|(?:\\d{1,3}${SEP}){1,3}[a-z] ?\\d{2})`
const CODE = new RegExp(`(?<![a-z0-9])(${UNIT})${SEP}(\\d{6})(?:${SEP})?(\\d{3,7})(?!\\d)`, 'g')
/** What looks like the beginning, the middle or the number of a code, but can't be read with certainty. */
const PIECE = new RegExp(
  `(?<![a-z0-9])[a-z] ?\\d{2}${SEP}\\d|(?<![a-z0-9])[a-z]\\d{6,}|\\d{6}${SEP}\\d{3,7}(?!\\d)|(?:bien nhan|ma so|ma hs|ma ho so|ma|so hs|so ho so)(?: cua \\S+| cuoi| la| so| hs|:)* ?[a-z]{0,2}\\d{2,}`,
)
const DIGITS = /(?:so cuoi|4 so|bon so|sdt|so dien thoai|dien thoai|dt)\D{0,20}(\d[\d .]{2,13}\d)(?!\d)/

/** Where a code stood; then exactly four digits that end the text. */
const PLACE = ' # '
const TRAILING = / # [\s.,;:–—-]*(\d{4})[\s.]*$/
function trailing(rest: string): string | undefined {
  return TRAILING.exec(rest)?.[1]
}

/** Dossier codes in a text, in canonical form. Null when nothing resembles one. Never completes or repairs digits. */
export function dossierMention(text: string): DossierMention | null {
  const folded = fold(clean(text))
  const codes: string[] = []
  let rest = folded
  for (const [whole, unit = '', date = '', seq = ''] of folded.matchAll(CODE)) {
    if (!isDay(`20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`)) continue
    codes.push(`${canonicalUnit(unit)}-${date}-${seq}`)
    rest = rest.replace(whole, PLACE)
  }
  const partial = codes.length === 0 && PIECE.test(folded)
  if (codes.length === 0 && !partial) return null
  const digits =
    DIGITS.exec(rest)?.[1]?.replace(/\D/g, '').slice(-4) ?? (codes.length === 1 ? trailing(rest) : undefined)
  return { codes: [...new Set(codes)], partial, ...(digits && digits.length === 4 ? { digits } : {}) }
}

function canonicalUnit(unit: string): string {
  return unit
    .replace(/([a-z]) (\d)/g, '$1$2')
    .split(new RegExp(SEP))
    .filter((part) => part !== '')
    .join('.')
    .toUpperCase()
}
