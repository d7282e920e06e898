import { withoutNames } from './public-names.ts'

/** Stands for what was taken out. */
export const GONE = '[đã lược]'

const START = '(?<![\\p{L}\\p{N}])'
const END = '(?![\\p{L}\\p{N}])'

/** Numbers and addresses that lead to a person; the order matters: what is longer and surer first. */
const PATTERNS: RegExp[] = [
  /[\w.+-]+@[\w-]+\.[\w.]*\w/g, // e-mail
  /(?:https?:\/\/|www\.|(?:facebook|fb|zalo|tiktok)\.(?:com|me)\/)\S+/gi, // pages of persons
  /\b[a-z]?\d{0,3}(?:\.\d{1,3}){0,6}\.?[a-z]\d{2}(?:\.\d{1,3}){0,6}\s*-\s*\d{6}\s*-\s*\d{3,7}\b/gi, // mã hồ sơ
  /\bPA-[0-9A-Z]{4,10}\b/gi, // code of a report
  /(?<!\d)(?:\+?84|0)(?:[\s.\-–]?\d){8,10}(?!\d)/g, // phone
  /(?<!\d)\d{2}\s?-?\s?[A-ZĐ]{1,2}\d?\s?[-.\s]\s?\d{3}[.\s]?\d{1,2}(?!\d)/gi, // biển số xe
  /(?<!\d)\d{2}[A-ZĐ]{1,2}\d?\d{4,5}(?!\d)/gi, // the same without a gap
  /(?<!\d)\d(?:[\s-]?\d){8,18}(?!\d)/g, // CCCD, account
  new RegExp(
    `${START}(?:stk|s[ốo] t[àa]i kho[ảa]n|t[àa]i kho[ảa]n|cccd|cmnd|c[ăa]n c[ướu][ớơo]?c(?: c[ôo]ng d[âa]n)?)\\s*(?:s[ốo])?\\s*:?\\s*\\d[\\d\\s.-]{3,}\\d`,
    'giu',
  ),
]
/** Long numbers that are no money and no year. */
const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}.,/])(?!1[89]00)\\d{6,}(?![\\p{N}]|[.,]\\d|\\s?(?:đồng|dong|đ|vnđ|vnd|k)${END})`,
  'giu',
)

/** A house: the number with what says that it is one; the street and the hamlet stay. */
const HOUSES: RegExp[] = [
  new RegExp(
    `${START}(s[ốo] nh[àa]|nh[àa] s[ốo]|ph[òo]ng tr[ọo] s[ốo]|ph[òo]ng s[ốo]|c[ăa]n s[ốo]|c[ăa]n h[ộo])\\s*:?\\s*[\\p{L}]?\\d[\\p{L}\\d/.-]*`,
    'giu',
  ),
  new RegExp(
    `${START}(s[ốo])\\s+\\d[\\p{L}\\d/.-]*(?=,?\\s+(?:đường|duong|phố|pho|hẻm|hem|ngõ|ngo|ngách|kiệt|kiet|tổ|đ\\.))`,
    'giu',
  ),
  new RegExp(
    `${START}(ở|tại|nhà|trước|tai|truoc)\\s+(?:s[ốo]\\s+)?\\d+\\p{L}?(?:/\\d+\\p{L}?)*(?=,?\\s+(?:đường|phố|\\p{Lu}\\p{Ll}+\\s+\\p{Lu}))`,
    'gu',
  ),
  new RegExp(
    `${START}((?:trước|sau|cạnh|gần|đối diện|nhà|truoc|canh|gan)\\s+s[ốo])\\s+\\d+\\p{L}?(?:/\\d+\\p{L}?)*`,
    'giu',
  ),
]
/** `12/3/5 Lê Lợi`: a number with a stroke before a name is a house. */
const STROKES = /(?<![\d/])\d+\p{L}?(?:\/\d+\p{L}?)+(?=,?\s+(?:[Đđ]ường\s+)?\p{Lu}\p{Ll}+\s+\p{Lu}?)/gu
/** What follows *địa chỉ* up to the end of the clause. */
const ADDRESS = new RegExp(
  `${START}((?:địa chỉ(?: nhà| là)?|dia chi)(?:\\s*:)?)(?!\\s*:?\\s*(?:ở đâu|nào|trang|web|email|của xã|ubnd|ủy ban|cụ thể|rõ ràng|mail)${END})\\s*[^.;\\n:][^.;\\n]{2,}`,
  'giu',
)

/**
 * A text as it may stand in the public register: phones, identity and account numbers, e-mails, links, plates, codes, house
 * numbers, addresses and names of persons become `[đã lược]`; hamlets, streets and bodies stay.
 *
 * It can't catch: names in small letters without *tên là* or a telling middle name (*ông tư bền*), nicknames and offices that only
 * one person holds (*trưởng thôn Đông*), numbers in words, what only neighbours recognise (*nhà màu xanh đối diện chùa*), names
 * that are words. So an officer reads, edits and approves every text before it is public.
 */
export function publicText(text: string): string {
  let left = text.normalize('NFC').replace(ADDRESS, `$1 ${GONE}`)
  for (const pattern of PATTERNS) left = left.replace(pattern, GONE)
  for (const pattern of HOUSES) left = left.replace(pattern, `$1 ${GONE}`)
  left = left.replace(STROKES, GONE).replace(NUMBER, GONE)
  left = withoutNames(left, GONE)
  return left.replace(/(?:\[đã lược\][\s,;]*){2,}/g, (run) => GONE + (/[,;]?\s*$/.exec(run)?.[0] ?? ''))
}
