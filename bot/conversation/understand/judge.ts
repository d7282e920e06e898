import { fold } from '../../../server/kernel/text.ts'
import type { EntryKind, Hit } from '../../../server/search/schema.ts'
import { FACETS, type Facet, INTENTS, type Intent } from '../types.ts'

/** What is learned from how people ask (`server/search`). */
export type SearchPort = {
  /** Best first, at most `limit`, of the kinds asked for. `sure` adds up to 1 over everything learned. */
  find(text: string, limit: number, kinds: EntryKind[]): Hit[]
  /** The part of a procedure that is asked for; `none` when no part is. */
  facet(text: string): { facet: string; sure: number }
  /** Which share of the words is Vietnamese, 0–1. Unknown: all. */
  vietnamese?(text: string): number
  /** The words that spoke for an entry, heaviest first. */
  why(text: string, key: string, limit?: number): Array<{ words: string; weight: number }>
}

/** Procedures that are compared; a few provinces' copies of one procedure are among them. */
const HITS = 12
/** More than there are intents, topics and matters of other bodies together. */
const ALL = 400

/** How probable each intent is, and its best entry (`emergency/fire`). */
export type Mass = { mass: number; best: Hit }

/** What was learned about a message. The masses and `procedure` add up to 1. */
export type Judgement = {
  intents: Map<Intent, Mass>
  elsewhere: Mass | null
  topic: Mass | null
  /** All procedures of the catalogue together. */
  procedure: number
  procedures: Hit[]
}

/** Weighs a message: what it is learned to mean, with which probability. */
export function judge(search: SearchPort, text: string): Judgement {
  const intents = new Map<Intent, Mass>()
  let elsewhere: Mass | null = null
  let topic: Mass | null = null
  let rest = 1
  for (const hit of search.find(text, ALL, ['intent', 'elsewhere', 'topic'])) {
    rest -= hit.sure
    if (hit.kind === 'intent') {
      const intent = INTENTS.find((one) => one === hit.key.split('/')[0])
      if (intent) intents.set(intent, added(intents.get(intent), hit))
    } else if (hit.kind === 'topic') topic = added(topic, hit)
    else elsewhere = added(elsewhere, hit)
  }
  const procedures = search.find(text, HITS, ['procedure', 'national'])
  return { intents, elsewhere, topic, procedure: procedures.length > 0 ? Math.max(0, rest) : 0, procedures }
}

/** How sure the first hit and its namesakes (provinces' own copies of one procedure) are together. */
export function familySure(hits: Hit[]): number {
  const name = fold(hits[0]?.name ?? '')
  return hits.filter((hit) => fold(hit.name) === name).reduce((sum, { sure }) => sum + sure, 0)
}

/** The facet that was learned from such words, when it is sure enough. */
export function learnedFacet(search: SearchPort, text: string, from: number): Facet | null {
  const { facet, sure } = search.facet(text)
  return sure >= from ? (FACETS.find((one) => one === facet) ?? null) : null
}

function added(before: Mass | undefined | null, hit: Hit): Mass {
  if (!before) return { mass: hit.sure, best: hit }
  return { mass: before.mass + hit.sure, best: hit.sure > before.best.sure ? hit : before.best }
}
