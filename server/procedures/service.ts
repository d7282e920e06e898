import { reasonText } from '../content/check/reasons.ts'
import { reviewState } from '../content/check/review.ts'
import { applyOverrides } from '../content/overrides.ts'
import type { Content, Guide } from '../content/schema.ts'
import { problem } from '../kernel/problem.ts'
import { clean, syllables } from '../kernel/text.ts'
import { type Clock, dayOf } from '../kernel/time.ts'
import type { Db } from '../storage/db.ts'
import { baseCode } from './codes.ts'
import { findNational } from './national.ts'
import { type Pack, packOf } from './pack.ts'
import type { Procedure, ProcedureHit } from './schema.ts'
import { findNames, findProcedure, findProcedures, listByField, type ProcedureLine } from './store.ts'
import type { ProcedureView } from './view.ts'

/** Day of the national list's snapshot (content/catalogue/README.md). */
const LIST_DATE = '2026-07-18'

export type { ProcedureView }

/**
 * Below this probability nothing learned is meant: on the development questions the least sure right answer has 0.011, half of what
 * is out of scope less than 0.001. A name is meant all the same when it holds this share of the words (the rest of the country's
 * procedures are known by name only).
 */
const FLOOR = { sure: 0.01, named: 0.75 }

const PACK_MS = 600_000
const MOST_NAMES = 5000

/** How many hits are judged, however few are asked for. */
const LOOKED_AT = 10

/** A hit of the search; `sure` is its probability among what was learned, 0 for what is known by name only. */
export type SearchHit = ProcedureHit & { sure: number }

/** What the room needs: the database, the guides, and a search (`limit` hits, best first; whether it knows any word). */
export type ProceduresDeps = {
  db: Db
  content: Pick<Content, 'guides' | 'overrides'>
  clock: Clock
  search: (query: string, limit: number) => SearchHit[]
  knows: (query: string) => boolean
}

/** The verbs of procedures: look one up, list them, find them by what people type. */
export function createProcedures({ db, content, clock, search, knows }: ProceduresDeps) {
  /** The procedure with this code, however it is written (a province's suffix, a case's number), or null. */
  async function view(code: string): Promise<ProcedureView | null> {
    const base = baseCode(code)
    const record = base ? ((await findProcedure(db, base)) ?? (await findNational(db, base, LIST_DATE))) : null
    if (!record) return null
    return told(record, guideOf(content.guides, record.code), await findNames(db, record.replacedBy ?? []))
  }

  function told(record: Procedure, written: Guide | null, lines: ProcedureLine[]): ProcedureView {
    const today = dayOf(clock())
    // a guide that covers a neighbour was reviewed against its own record only
    const state = written?.code === record.code ? reviewState(written, record, today).state : 'current'
    const guide = state === 'not-yet' || state === 'ended' ? null : written
    return {
      record: applyOverrides(record, content.overrides, today),
      guide,
      successors: lines.map(({ code, name }) => ({ code, name })),
      needsReview: state === 'needs-review',
    }
  }

  /** The record with its guide and successors. Throws `procedure.not-found`. */
  async function get(code: string) {
    const found = await view(code)
    if (!found) throw problem('procedure.not-found', { code: clean(code).slice(0, 40) })
    const { record, guide, successors, needsReview } = found
    return { ...record, guide, successors, needsReview }
  }

  /** The first `limit` procedures by field; `total` counts them all. */
  async function list(limit: number): Promise<{ total: number; procedures: ProcedureHit[] }> {
    const { total, lines } = await listByField(db, limit)
    return { total, procedures: lines.map((line) => ({ ...line, score: 0 })) }
  }

  /** What fits the words best, at most `limit`; nothing when nothing fits. A code in them comes first. */
  async function find(query: string, limit: number): Promise<{ total: number; procedures: ProcedureHit[] }> {
    const code = baseCode(query)
    const [named] = code ? await findNames(db, [code]) : []
    const found = search(query, Math.max(limit, LOOKED_AT))
    const meant = isMeant(query, found) && (code !== null || knows(query))
    const hits = (meant ? found.slice(0, limit) : []).map(({ code, name, field, score }) => ({
      code,
      name,
      field,
      score,
    }))
    const first = named ? [{ ...named, score: Math.max(1, hits[0]?.score ?? 0) }] : []
    const procedures = [...first, ...hits.filter((hit) => hit.code !== named?.code)].slice(0, limit)
    return { total: procedures.length, procedures }
  }

  /** Guides that wait for an editor: the record has changed, or they are not in force. */
  async function guidesDue() {
    const today = dayOf(clock())
    const records = await findProcedures(
      db,
      content.guides.map(({ code }) => code),
    )
    return content.guides.flatMap(({ code, title, reviewed, ...rest }) => {
      const record = records.get(code)
      if (!record) return []
      const { state, reasons } = reviewState({ reviewed, ...rest }, record, today)
      if (state === 'current') return []
      const { at, by } = reviewed
      return [{ code, title, state: REVIEW_TEXT[state], why: reasons.map(reasonText), reviewedAt: at, reviewedBy: by }]
    })
  }

  let kept: { pack: Promise<Pack>; until: number } | null = null
  /** All guides with their records, and the names of the rest, for phones that lose their network. Made anew every ten minutes. */
  function pack(): Promise<Pack> {
    const now = clock().getTime()
    if (!kept || kept.until < now) kept = { pack: makePack(), until: now + PACK_MS }
    kept.pack.catch(() => {
      kept = null
    })
    return kept.pack
  }
  async function makePack(): Promise<Pack> {
    const { guides } = content
    const records = await findProcedures(
      db,
      guides.map(({ code }) => code),
    )
    const later = [...new Set([...records.values()].flatMap(({ replacedBy = [] }) => replacedBy))]
    const [lines, { lines: all }] = await Promise.all([findNames(db, later), listByField(db, MOST_NAMES)])
    const views = guides.flatMap((guide) => {
      const record = records.get(guide.code)
      if (!record) return []
      const { replacedBy = [] } = record
      return [
        told(
          record,
          guide,
          lines.filter(({ code }) => replacedBy.includes(code)),
        ),
      ]
    })
    return packOf(views, all)
  }

  return { view, get, list, search: find, pack, guidesDue }
}
const REVIEW_TEXT = { 'needs-review': 'cần rà soát', 'not-yet': 'chưa có hiệu lực', ended: 'hết hiệu lực' } as const

export type Procedures = ReturnType<typeof createProcedures>

/** Whether any of the hits is what the words mean; so the answer to nonsense is none, not the least bad. */
function isMeant(query: string, hits: SearchHit[]): boolean {
  const words = [...new Set(syllables(query))]
  return hits.some(({ name, sure }) => {
    if (sure >= FLOOR.sure) return true
    const named = new Set(syllables(name))
    return words.length > 1 && words.filter((word) => named.has(word)).length >= FLOOR.named * words.length
  })
}

/** The guide written for a code, else one that says it covers it. */
function guideOf(guides: Guide[], code: string): Guide | null {
  return guides.find((guide) => guide.code === code) ?? guides.find((guide) => guide.covers.includes(code)) ?? null
}
