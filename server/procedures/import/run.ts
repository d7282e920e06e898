import type { NationalName, Procedure } from '../schema.ts'
import type { Draft } from './draft.ts'
import { isForeign, type MergeContext, mergeProcedure } from './merge.ts'
import { applyNotes, type CatalogueNote } from './notes.ts'
import { readRecord } from './records.ts'
import type { Located } from './sources.ts'

/** What an import starts from. */
export type ImportInput = {
  files: Array<{ name: string; records: Located[] }>
  existing: Procedure[]
  national: NationalName[]
  notes: CatalogueNote[]
  /** The snapshot's day, when the caller knows it; else each file's own evidence counts. */
  sourceDay?: string
  onProgress?: (done: number, total: number) => void
}

export type Rejected = { place: string; code?: string; reason: string }
export type Change = { code: string; name: string; keys: string[] }
/** What an import made of it. `keys` of an update are the keys that changed. */
export type ImportResult = {
  procedures: Procedure[]
  national: NationalName[]
  read: number
  skipped: number
  created: Change[]
  updated: Change[]
  unchanged: number
  rejected: Rejected[]
}

type Found = { make: (day: string) => Draft; day: string; place: string }

/** Merges files of the national portal into the catalogue. Pure: the same input gives the same catalogue. */
export function runImport(input: ImportInput): ImportResult {
  const { found, national, rejected, read, skipped } = collect(input)
  const before = new Map(input.existing.map((record) => [record.code, record]))
  const after = new Map(before)
  const result: ImportResult = {
    procedures: [],
    national: [...national.values()].sort(byCode),
    read,
    skipped,
    created: [],
    updated: [],
    unchanged: 0,
    rejected,
  }
  for (const [code, records] of found) {
    const existing = before.get(code)
    const line = national.get(code)
    const drafts = records.map(({ make, day }) => ({ draft: make(day), day }))
    const dayOf: MergeContext['dayOf'] = (draft) => draft.date ?? drafts.find((one) => one.draft === draft)?.day ?? ''
    const next = applyNotes(
      mergeProcedure(
        drafts.map((one) => one.draft),
        { existing, national: line, listed: national.size > 0, dayOf },
      ),
      input.notes,
    )
    for (const [index, { draft }] of drafts.entries()) {
      if (isForeign(draft, line))
        rejected.push({
          place: records[index]?.place ?? '',
          code,
          reason: `tên “${draft.name.slice(0, 60)}” không phải của mã này: bỏ nội dung, giữ mã`,
        })
    }
    const keys = existing ? changedKeys(existing, next) : []
    // a later day alone is no news: the facts stand as they were read the first time
    const onlyDay =
      keys.every((key) => key === 'source') && existing !== undefined && sameButDay(existing, next) && !input.sourceDay
    if (!existing) result.created.push({ code, name: next.name, keys })
    else if (keys.length === 0 || onlyDay) result.unchanged += 1
    else result.updated.push({ code, name: next.name, keys })
    after.set(code, existing && onlyDay ? existing : next)
  }
  result.procedures = [...after.values()].sort(byCode)
  return result
}

function collect(input: ImportInput) {
  const found = new Map<string, Found[]>()
  const rows = new Map<string, Found>()
  const national = new Map(input.national.map((line) => [line.code, line]))
  const rejected: Rejected[] = []
  const total = input.files.reduce((sum, file) => sum + file.records.length, 0)
  let read = 0
  let skipped = 0
  for (const file of input.files) {
    const reads = file.records.map((record) => ({
      record,
      result: record.fault ? undefined : readRecord(record.value),
    }))
    const evidence = reads
      .map(({ result }) => (result?.outcome === 'draft' ? result.evidence : undefined))
      .filter((day) => day !== undefined)
    const day = input.sourceDay ?? evidence.sort().at(-1) ?? ''
    for (const { record, result } of reads) {
      read += 1
      if (read % 500 === 0) input.onProgress?.(read, total)
      if (!result || result.outcome === 'rejected') {
        const reason = result?.reason ?? record.fault ?? ''
        rejected.push({ place: record.place, ...(result?.code ? { code: result.code } : {}), reason })
        continue
      }
      if (result.national) {
        national.set(result.national.code, result.national)
        rows.set(result.national.code, { make: result.draft, day, place: record.place })
        continue
      }
      if (!result.commune) {
        skipped += 1
        continue
      }
      const code = result.draft(day).code
      found.set(code, [...(found.get(code) ?? []), { make: result.draft, day, place: record.place }])
    }
  }
  // a list row only adds to procedures that the commune has
  for (const [code, row] of rows) {
    const isOurs = found.has(code) || input.existing.some((record) => record.code === code)
    if (isOurs) found.set(code, [...(found.get(code) ?? []), row])
    else skipped += 1
  }
  return { found, national, rejected, read, skipped }
}

/** Top-level keys whose values differ. */
export function changedKeys(before: Procedure, after: Procedure): string[] {
  const left: Record<string, unknown> = before
  const right: Record<string, unknown> = after
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].filter((key) => canonical(left[key]) !== canonical(right[key])).sort()
}

/** JSON with sorted keys, so that order is no difference. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(',')}}`
}

function sameButDay(before: Procedure, after: Procedure): boolean {
  return canonical({ ...before.source, date: '' }) === canonical({ ...after.source, date: '' })
}

function byCode(a: { code: string }, b: { code: string }): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0
}
