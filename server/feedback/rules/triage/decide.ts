import type { Read } from './evidence.ts'
import type { TriageKind } from './types.ts'

/** A clause with the kind it ends up with; null says nothing by itself. */
export type Decided = Read & { kind: TriageKind | null; why: 'words' | 'claim' | 'near' }

/** Any word of these decides before all others, in this order. */
const FIRST = ['emergency', 'denunciation', 'complaint'] as const
/** What may be told about the same matter and so goes with it: the report must keep nothing of a denunciation. */
const DRAWN: Record<'denunciation' | 'complaint', Array<TriageKind | null>> = {
  denunciation: [null, 'conduct', 'question', 'complaint'],
  complaint: [null, 'conduct', 'question'],
}
/** Matters of their own, whatever a citizen calls them. */
const SOLID: TriageKind[] = ['field', 'regulation', 'suggestion', 'praise']

/** Gives every clause its kind: by its own words, by what it is called when nothing else is known, then by what it stands beside. */
export function decide(read: Read[]): Decided[] {
  const decided = read.map((clause): Decided => ({ ...clause, kind: ownKind(clause), why: 'words' }))
  byClaim(decided)
  draw(decided, 'denunciation')
  draw(decided, 'complaint')
  settle(decided)
  return decided
}

function ownKind({ evidence }: Read): TriageKind | null {
  const first = FIRST.find((kind) => evidence.some((one) => one.kind === kind))
  return first ?? heaviest(evidence)
}

/** The kind with the most weight; of equal ones the one said first. */
export function heaviest(evidence: Array<{ kind: TriageKind; weight: number }>): TriageKind | null {
  const sums = new Map<TriageKind, number>()
  for (const { kind, weight } of evidence) sums.set(kind, (sums.get(kind) ?? 0) + weight)
  const [best] = [...sums].sort((a, b) => b[1] - a[1])
  return best?.[0] ?? null
}

/**
 * *Khiếu nại* and *tố cáo* are said loosely: they decide only when the matter has no other substance. With conduct, *tố cáo* is
 * in doubt and counts, because the law protects whoever denounces; *khiếu nại* does not, when no decision is to be overturned.
 */
function byClaim(decided: Decided[]): void {
  for (const matter of mattersOf(decided)) {
    if (matter.some(({ kind }) => kind !== null && (SOLID.includes(kind) || kind === 'emergency'))) continue
    for (const claim of ['denunciation', 'complaint'] as const) {
      const conduct = matter.some(({ kind }) => kind === 'conduct')
      if (!matter.some(({ claims }) => claims[claim]) || (claim === 'complaint' && conduct)) continue
      if (matter.some(({ kind }) => kind === 'denunciation' || kind === 'complaint')) continue
      for (const clause of matter) Object.assign(clause, { kind: claim, why: 'claim' })
    }
  }
}

/** Stretches between the words that begin another matter. */
function mattersOf(decided: Decided[]): Decided[][] {
  const matters: Decided[][] = []
  for (const clause of decided) {
    const last = matters.at(-1)
    if (last && !clause.turn) last.push(clause)
    else matters.push([clause])
  }
  return matters
}

/** Whom it concerns, how long, how much: what stands beside a denunciation or a complaint goes with it. */
function draw(decided: Decided[], into: 'denunciation' | 'complaint'): void {
  for (const matter of mattersOf(decided)) {
    for (const order of [matter, matter.toReversed()]) {
      let inside = false
      for (const clause of order) {
        if (clause.kind === into) inside = true
        else if (inside && DRAWN[into].includes(clause.kind)) Object.assign(clause, { kind: into, why: 'near' })
        else inside = false
      }
    }
  }
}

/** What says nothing goes with what stands before it, else after it. */
function settle(decided: Decided[]): void {
  for (const order of [decided, decided.toReversed()]) {
    let near: TriageKind | null = null
    for (const clause of order) {
      if (clause.kind === null && near !== null) Object.assign(clause, { kind: near, why: 'near' })
      // a question inside a report is part of it
      near = clause.kind
    }
  }
}
