import { fold } from '../../kernel/text.ts'
import type { NationalName, Procedure, SourceKind } from '../schema.ts'
import { bodiesOf } from './bodies.ts'
import { scopeOf, tidyName } from './catalog.ts'
import { deskOf } from './desk.ts'
import { ABOUT, type Draft, distinct, warningLine } from './draft.ts'
import { caseTimes } from './times.ts'

const RANK: Record<SourceKind, number> = { detail: 4, curated: 3, page: 2, catalog: 1 }

function rankOf(draft: Draft): number {
  return draft.weak ? 0 : RANK[draft.kind]
}

/** What merging needs besides the drafts. */
export type MergeContext = {
  /** The record in the catalogue, if any. */
  existing: Procedure | undefined
  /** The national list's line: its name and field win over every other. */
  national: NationalName | undefined
  /** Whether there is a national list at all: a code that is missing there may have been abolished. */
  listed: boolean
  /** The snapshot's day of a draft that tells none itself. */
  dayOf: (draft: Draft) => string
}

/**
 * One procedure from all that is known of it. Better records (portal detail, then hand-gathered, then crawled page, then
 * list row) overrule; lesser ones only fill what is still empty, so the order of imports doesn't matter.
 */
export function mergeProcedure(drafts: Draft[], { existing, national, listed, dayOf }: MergeContext): Procedure {
  const own = drafts.filter((draft) => draft.kind === 'catalog' || !isForeign(draft, national))
  const foreign = drafts.length > own.length
  const ordered = [...own].sort((a, b) => rankOf(a) - rankOf(b))
  let result = existing && withoutEnded(existing)
  for (const draft of ordered) result = result ? combine(result, draft, dayOf(draft)) : fresh(draft, dayOf(draft))
  const first = drafts[0]
  if (!result && first) result = fresh(namesake(first, national), dayOf(first))
  if (!result) throw new Error('nothing to merge')
  if (foreign) result = { ...result, warnings: distinct([...(result.warnings ?? []), FOREIGN]) }
  return finish(result, national, listed)
}

/** What was imported before this was known of a body must not fill the gap again. */
function withoutEnded(record: Procedure): Procedure {
  const { agency } = bodiesOf(record.agency?.split('; ') ?? [])
  return { ...without(record, ['agency']), ...optional('agency', agency) }
}

const UNLISTED = 'Bản ghi: mã không có trong danh mục quốc gia, có thể đã bị bãi bỏ'
const FOREIGN = 'Bản ghi: trang chép mang tên của thủ tục khác, nội dung bị bỏ'

/** Whether a record holds another procedure's content: its name shares almost no word with the national list's. */
export function isForeign(draft: Draft, national: NationalName | undefined): boolean {
  if (!national || draft.kind !== 'page') return false
  const a = wordsOf(draft.name)
  const b = wordsOf(national.name)
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / Math.max(1, Math.min(a.size, b.size)) < 0.4
}

function wordsOf(name: string): Set<string> {
  return new Set(fold(name).match(/[a-z0-9]+/g) ?? [])
}

function namesake(draft: Draft, national: NationalName | undefined): Draft {
  return {
    ...draft,
    kind: 'catalog',
    name: national?.name ?? draft.name,
    ...(national ? { field: national.field, levels: national.levels } : {}),
    methods: [],
    papers: [],
    results: [],
    legalBasis: [],
    applicants: [],
    decision: null,
    warnings: [],
    uncertain: [],
  }
}

function fresh(draft: Draft, day: string): Procedure {
  return {
    code: draft.code,
    name: draft.name,
    field: draft.field ?? '',
    scope: draft.scope ?? 'national',
    levels: draft.levels,
    desk: 'one-stop',
    ...optional('agency', draft.agency),
    applicants: draft.applicants,
    methods: draft.methods,
    ...optional('fullyOnline', draft.fullyOnline),
    papers: draft.papers,
    results: draft.results,
    legalBasis: draft.legalBasis,
    decision: draft.decision,
    status: 'in-force',
    ...optional('uncertain', nonEmpty(draft.uncertain)),
    ...optional('warnings', nonEmpty(distinct(draft.warnings.map(warningLine)))),
    source: {
      url: draft.url ?? '',
      date: day,
      ...optional('updated', draft.updated),
      completeness: 'name-only',
      kind: draft.kind,
    },
  }
}

function combine(base: Procedure, draft: Draft, day: string): Procedure {
  const next = fresh(draft, day)
  const wins = rankOf(draft) >= RANK[base.source.kind]
  const [strong, weak] = wins ? [next, base] : [base, next]
  const merged: Procedure = {
    ...weak,
    ...strong,
    field: strong.field || weak.field,
    scope: draft.scope ? strong.scope : base.scope,
    levels: pick(strong.levels, weak.levels),
    applicants: pick(strong.applicants, weak.applicants),
    methods: strong.methods.some((method) => method.times.length + method.fees.length > 0)
      ? strong.methods
      : pick(weak.methods, strong.methods),
    papers: pick(strong.papers, weak.papers),
    results: pick(strong.results, weak.results),
    legalBasis: pick(strong.legalBasis, weak.legalBasis),
    decision: strong.decision ?? weak.decision,
    source: { ...strong.source, url: strong.source.url || weak.source.url },
  }
  const tookMethods = JSON.stringify(merged.methods) !== JSON.stringify(strong.methods)
  const tookPapers = JSON.stringify(merged.papers) !== JSON.stringify(strong.papers)
  const about = (line: string) =>
    Object.values(ABOUT)
      .slice(0, 2)
      .some((word) => line.startsWith(word))
      ? tookMethods
      : line.startsWith(ABOUT.papers)
        ? tookPapers
        : false
  const warnings = distinct([
    ...(strong.warnings ?? []),
    ...(weak.warnings ?? []).filter((line) => about(line) || line === FOREIGN),
  ])
  const uncertain = distinct([...(strong.uncertain ?? []), ...(tookMethods ? (weak.uncertain ?? []) : [])])
  return {
    ...without(merged, ['warnings', 'uncertain']),
    ...optional('uncertain', nonEmpty(uncertain)),
    ...optional('warnings', nonEmpty(warnings)),
  }
}

/** What follows from the whole record: the list's name, the door, times by case, completeness. */
function finish(record: Procedure, national: NationalName | undefined, listed: boolean): Procedure {
  const name = tidyName(national?.name ?? record.name)
  const field = national?.field || record.field
  const cases = caseTimes(field, record.methods)
  const unlisted = listed && !national && record.source.kind !== 'curated'
  const warnings = distinct([
    ...(record.warnings ?? []),
    ...cases.warnings.map(warningLine),
    ...(unlisted ? [UNLISTED] : []),
  ])
  const completeness =
    record.methods.length > 0 && record.papers.length > 0
      ? 'full'
      : record.methods.length + record.papers.length > 0
        ? 'partial'
        : 'name-only'
  return {
    ...without(record, ['warnings', 'replacedBy', 'effectiveFrom', 'effectiveTo', 'statusSource']),
    name,
    field,
    scope: national ? scopeOf(national) : record.scope,
    status: unlisted ? 'unknown' : 'in-force',
    levels: record.levels.length > 0 ? record.levels : (national?.levels ?? []),
    desk: deskOf(field, record.agency, name),
    methods: [...cases.methods].sort((a, b) => ORDER.indexOf(a.channel) - ORDER.indexOf(b.channel)),
    ...optional('warnings', nonEmpty(warnings)),
    source: { ...record.source, completeness },
  }
}
const ORDER = ['direct', 'online', 'post']

function pick<T>(strong: T[], weak: T[]): T[] {
  return strong.length > 0 ? strong : weak
}

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const made: { [P in K]?: V } = {}
  if (value !== undefined) made[key] = value
  return made
}

function without<T extends object, K extends keyof T>(record: T, keys: K[]): Omit<T, K> {
  const copy = { ...record }
  for (const key of keys) delete copy[key]
  return copy
}
