import * as z from 'zod'
import { clean } from '../../kernel/text.ts'
import { type Level, NationalName } from '../schema.ts'
import { bodiesOf, levelsIn, levelsOfName, provinceName } from './bodies.ts'
import { type Draft, distinct, emptyDraft } from './draft.ts'

/** A row of the portal's public list (`list-all-public-formality-by-citizen`). `departments` is empty in a fifth of them. */
export const CatalogRecord = z.object({
  id: z.string(),
  code: NationalName.shape.code,
  name: z.string().min(1),
  categories: z.array(z.string()),
  departments: z.array(z.string()).nullish(),
  departmentPromulgate: z.string().nullish(),
  formalityTargetType: z.array(z.string()).nullish(),
  type: NationalName.shape.type,
})
export type CatalogRecord = z.infer<typeof CatalogRecord>

/** The row as a line of the national list. */
export function readNationalRow(record: CatalogRecord): NationalName {
  const by = clean(record.departmentPromulgate ?? '')
  return {
    code: record.code,
    name: tidyName(record.name),
    field: clean(record.categories[0] ?? ''),
    type: record.type,
    by: (record.type === 'SPECIFIC' ? provinceName(by) : undefined) ?? by,
    levels: levelsOfRow(record),
  }
}

/** The row as the little it tells about a procedure: name, field, scope, body, page. */
export function readCatalogRow(record: CatalogRecord): Draft {
  const row = readNationalRow(record)
  const { agency, warnings } = bodiesOf(record.departments ?? [])
  return {
    ...emptyDraft('catalog', row.code, row.name),
    field: row.field,
    scope: scopeOf(row),
    levels: row.levels,
    ...(agency ? { agency } : {}),
    applicants: distinct((record.formalityTargetType ?? []).map(clean)),
    url: `https://dichvucong.gov.vn/thu-tuc-hanh-chinh/${record.id}`,
    warnings,
  }
}

/** The list's names begin and end with stray punctuation now and then. */
export function tidyName(name: string): string {
  return clean(name).replace(/^[.,;:\s-]+|[.,;:\s]+$/g, '')
}

/** STANDARD → national; SPECIFIC → its province, when the promulgating body tells it. */
export function scopeOf({ type, by }: NationalName): 'national' | { province: string } {
  return type === 'SPECIFIC' && by !== '' ? { province: by } : 'national'
}

function levelsOfRow(record: CatalogRecord): Level[] {
  const ofName = levelsOfName(record.name)
  if (ofName.length > 0) return ofName
  return distinct((record.departments ?? []).flatMap((name) => levelsIn(name)))
}
