import type * as z from 'zod'
import type { NationalName } from '../schema.ts'
import { CatalogRecord, readCatalogRow, readNationalRow } from './catalog.ts'
import { CuratedRecord, readCurated } from './curated.ts'
import { dayOfUuid, toDay } from './dates.ts'
import { DetailRecord, readDetail } from './detail.ts'
import type { Draft } from './draft.ts'
import { PageRecord, readPage } from './page.ts'

/** What one record of a file turned out to be. */
export type Read =
  | {
      outcome: 'draft'
      draft: (day: string) => Draft
      evidence: string | undefined
      national?: NationalName
      commune: boolean
    }
  | { outcome: 'rejected'; code: string | undefined; reason: string }

/** Recognises a record by its keys and reads it. `evidence` = the latest day that the record itself proves. */
export function readRecord(raw: unknown): Read {
  const record = isObject(raw) && isObject(raw.data) ? raw.data : raw
  if (!isObject(record)) return rejected(undefined, 'không phải một bản ghi')
  if ('ma_thu_tuc' in record) {
    return parsed(PageRecord, record, record.ma_thu_tuc, (page) => ({
      draft: (day) => readPage(page, day),
      evidence: dayOfUuid(page.detail_url),
      commune: true,
    }))
  }
  if ('executionMethods' in record || 'executionCases' in record) {
    return parsed(DetailRecord, record, record.code, (detail) => ({
      draft: (day) => readDetail(detail, day),
      evidence: toDay(detail.updatedAt),
      commune: detail.isWard === true,
    }))
  }
  if ('verification' in record) {
    if (record.code === null) return rejected(undefined, 'không có mã thủ tục')
    return parsed(CuratedRecord, record, record.code, (curated) => ({
      draft: () => readCurated(curated),
      evidence: undefined,
      commune: true,
    }))
  }
  if ('categories' in record) {
    return parsed(CatalogRecord, record, record.code, (row) => ({
      draft: () => readCatalogRow(row),
      evidence: dayOfUuid(row.id),
      national: readNationalRow(row),
      commune: false,
    }))
  }
  return rejected(
    textOf(record.code),
    'không nhận ra dạng bản ghi (thiếu executionMethods, ma_thu_tuc, categories, verification)',
  )
}

type Facts = Omit<Extract<Read, { outcome: 'draft' }>, 'outcome'>

function parsed<T>(schema: z.ZodType<T>, record: unknown, code: unknown, read: (value: T) => Facts): Read {
  const result = schema.safeParse(record)
  if (result.success) return { outcome: 'draft', ...read(result.data) }
  const issue = result.error.issues[0]
  return rejected(textOf(code), `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

function rejected(code: string | undefined, reason: string): Read {
  return { outcome: 'rejected', code, reason }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
