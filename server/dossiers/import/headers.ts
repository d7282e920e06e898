import { clean, syllables } from '../../kernel/text.ts'
import { ALIASES, FIELDS, type Field, IGNORED, isField } from './fields.ts'

/** What a header cell means: a field with its precedence among columns of the same field, nothing we need, or unknown. */
export type Meaning = { field: Field; rank: number } | 'ignored' | 'unknown'

/** `--map "Header=field"` given by the officer: folded header → field, or `-` to leave the column out. `*` stands for every unknown header. */
export type HeaderMap = ReadonlyMap<string, Field | '-'>

/** Other systems' words for a field, and last our own name of it (`receivedAt`). */
const BY_ALIAS = new Map(
  FIELDS.flatMap((field) =>
    [...ALIASES[field], headerKey(field)].map((alias, rank): [string, Meaning] => [alias, { field, rank }]),
  ),
)

/** Folded words of a header: `NgàyTiếpNhận`, `Ngày\ntiếp nhận`, `acceptedDate` all become plain words. */
export function headerKey(label: string): string {
  const spaced = clean(label).replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  return syllables(spaced).join(' ')
}

/** What a header means. Remarks in brackets, numbering and a trailing unit are looked past when the whole is not known. */
export function meaningOf(label: string, map: HeaderMap): Meaning {
  const key = headerKey(label)
  const mapped = map.get(key)
  if (mapped) return mapped === '-' ? 'ignored' : { field: mapped, rank: -1 }
  const short = headerKey(label.replace(/\([^)]*\)|\[[^\]]*\]/g, ' '))
    .replace(/^\d+ /, '')
    .replace(/ (dong|vnd|vnđ)$/, '')
  for (const candidate of [key, short]) {
    const known = BY_ALIAS.get(candidate)
    if (known) return known
  }
  if (IGNORED.some((words) => words.test(short))) return 'ignored'
  return map.get('*') === '-' ? 'ignored' : 'unknown'
}

/** Reads `Header=field` pairs. A field is named in English (`code`) or by any known header (`Mã hồ sơ`). Returns the faulty ones too. */
export function readMap(pairs: readonly string[]): { map: HeaderMap; faults: string[] } {
  const map = new Map<string, Field | '-'>()
  const faults: string[] = []
  for (const pair of pairs) {
    const at = pair.lastIndexOf('=')
    const header = pair.slice(0, Math.max(at, 0)).trim()
    const target = pair.slice(at + 1).trim()
    const known = BY_ALIAS.get(headerKey(target))
    const field = target === '-' || isField(target) ? target : typeof known === 'object' ? known.field : null
    if (header === '' || field === null) faults.push(pair)
    else map.set(header === '*' ? '*' : headerKey(header), field)
  }
  return { map, faults }
}
