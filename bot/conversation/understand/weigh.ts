import type { Hit } from '../../../server/search/schema.ts'
import { firstRule, type Match, type Syllables, sharedPairs, withoutFillers } from '../rules/match.ts'
import { find, words } from '../rules/phrases.ts'
import type { Words } from '../rules/schema.ts'
import { INTENTS, type Intent } from '../types.ts'
import { familySure, type Judgement, type Mass } from './judge.ts'

/**
 * Danger and denunciation must not be missed. `always`: so probable is enough; `near`: when it is also so many times as probable
 * as the best procedure, and as the best other intent.
 */
const DANGER = {
  emergency: { always: 0.12, near: 0.05, procedures: 2.5, intents: 0.33 },
  denunciation: { always: 0.11, near: 0.06, procedures: 4, intents: 1 },
} as const

/** Shares of probability, set on `test/bench/questions/dev.jsonl`. */
export const LEAST = {
  /** An intent that is no procedure; less when it stands out in a short message. */
  intent: 0.12,
  intentAlone: 0.03,
  /** All matters of other bodies together, in a short message. */
  elsewhereAlone: 0.08,
  /** What a rule's phrase or a named matter adds to what was learned; less in a long story. */
  said: 0.5,
  /** Below it no procedure is near enough to be shown as an answer. */
  procedure: 0.02,
  /** Below it none is worth guessing. */
  guess: 0.003,
  /** Another intent this probable leaves the procedure in mind. */
  leave: 0.5,
  facet: 0.4,
  /** A facet learned so surely counts before a phrase: *nộp trên mạng thế nào* asks for online. */
  facetPastPhrase: 0.6,
  /** The share of Vietnamese words below which a text is a foreign one. */
  vietnamese: 0.6,
} as const
/** An intent stands out when it is this many times as probable as the best procedure. */
const ALONE = 4
/** Syllables of a short message, and those beyond which a phrase says less of the whole. */
const SHORT = 20
const PHRASE_TELLS = 12
/** A procedure of another level is known by its name only: so probable, when it shares so many pairs of syllables. */
const NAMED = { sure: 0.2, pairs: 2 }
/** A reading of a message: `mass` is its share of probability with what the rules add, `because` the rule's phrase. */
export type Reading = { mass: number; best: Hit | null; because: string | null } & (
  | { as: 'intent'; intent: Intent; topic: string }
  | { as: 'elsewhere' | 'topic' | 'procedure' }
)

export type Ruled = Match & { intent: Intent }

/** The first rule of each intent that fits, in the order of the file. */
export function rulesOf(all: Words, said: Syllables): Ruled[] {
  const core = withoutFillers(all, said)
  return all.intents.flatMap(({ intent, rules }) => {
    const match = firstRule(rules, said, core)
    return match ? [{ ...match, intent }] : []
  })
}

/** Some procedures are only the law's name for an intent (giải quyết tố cáo): their probability is the intent's. */
export function withStandIns(judged: Judgement, { standIns }: Words): Judgement {
  const intents = new Map(judged.intents)
  const taken = new Set<string>()
  let { topic } = judged
  for (const intent of INTENTS) {
    for (const key of standIns[intent] ?? []) {
      const hit = judged.procedures.find((one) => one.key === key) ?? (topic?.best.key === key ? topic.best : undefined)
      if (!hit) continue
      taken.add(key)
      if (topic?.best === hit) topic = null
      const before = intents.get(intent)
      intents.set(intent, { mass: (before?.mass ?? 0) + hit.sure, best: before?.best ?? hit })
    }
  }
  return { ...judged, intents, topic, procedures: judged.procedures.filter(({ key }) => !taken.has(key)) }
}

/** All readings, with what phrases add. */
export function readings(judged: Judgement, ruled: Ruled[], door: string | null, said: Syllables): Reading[] {
  const named = LEAST.said * Math.min(1, PHRASE_TELLS / said.length)
  const found: Reading[] = []
  for (const [intent, { mass, best }] of judged.intents) {
    found.push({ as: 'intent', intent, topic: topicOf(best), mass, best, because: null })
  }
  for (const rule of ruled) {
    const mass = (judged.intents.get(rule.intent)?.mass ?? 0) + named
    found.push({ as: 'intent', intent: rule.intent, topic: rule.topic, mass, best: null, because: phraseOf(rule) })
  }
  const { elsewhere: other } = judged
  if (other && said.length <= SHORT && other.mass >= LEAST.elsewhereAlone) {
    found.push({ as: 'elsewhere', mass: other.mass, best: other.best, because: null })
  }
  for (const as of ['elsewhere', 'topic'] as const) {
    const one = judged[as]
    if (one) found.push({ as, mass: one.best.sure, best: one.best, because: null })
  }
  if (door) {
    const mass = (judged.elsewhere?.best.key === door ? judged.elsewhere.best.sure : 0) + named
    const best: Hit = { kind: 'elsewhere', key: door, name: '', field: '', prior: 0, score: 0, sure: mass }
    found.push({ as: 'elsewhere', mass, best, because: `elsewhere: ${door}` })
  }
  const [first] = judged.procedures
  if (first) {
    const mass = procedureMass(judged, said)
    found.push({ as: 'procedure', mass, best: first, because: null })
  }
  return found
}

/** The reading to answer: the most probable one, but nothing improbable before a procedure. */
export function bestOf(found: Reading[], length: number): Reading | null {
  const procedure = found.find(({ as }) => as === 'procedure')
  const nearest = procedure?.mass ?? 0
  const [best] = found
    .filter(({ as, mass }) => {
      if (as === 'procedure' || mass >= LEAST.intent) return true
      return length <= SHORT && mass >= LEAST.intentAlone && mass >= ALONE * nearest
    })
    .sort((a, b) => b.mass - a.mass)
  return best ?? null
}

/**
 * Danger or denunciation, when it is probable enough not to be passed over; a little is enough when nothing else comes near
 * and no words ask for something else.
 */
export function dangerIn(judged: Judgement, said: Syllables, asksElse: boolean): (Mass & { intent: Intent }) | null {
  const nearest = procedureMass(judged, said)
  const rival = Math.max(0, ...[...judged.intents.values()].map(({ mass }) => mass))
  for (const intent of ['emergency', 'denunciation'] as const) {
    const found = judged.intents.get(intent)
    if (!found) continue
    const { always, near, procedures, intents } = DANGER[intent]
    const nothingElse = !asksElse && found.mass >= procedures * nearest && found.mass >= intents * rival
    if (found.mass >= always || (nothingElse && found.mass >= near)) return { ...found, intent }
  }
  return null
}

/** Without the intents whose `never` phrases were said. */
export function withoutRuledOut(judged: Judgement, all: Words, said: Syllables): Judgement {
  const out = all.intents.filter(({ rules }) => rules.some(({ never }) => never.some((phrase) => find(phrase, said))))
  return {
    ...judged,
    intents: new Map([...judged.intents].filter(([one]) => !out.some(({ intent }) => intent === one))),
  }
}

/** How probable the best procedure is. */
export function procedureMass({ procedures }: Judgement, said: Syllables): number {
  const [first] = procedures
  if (!first) return 0
  if (first.kind !== 'national' || first.sure > 0) return familySure(procedures)
  return sharedPairs(said, words(first.name)) >= NAMED.pairs ? NAMED.sure : 0
}

/** The phrase that decided, with its rule. */
export function phraseOf({ intent, topic, by }: Ruled): string {
  return `${intent}/${topic}: ${by}`
}

/** The rule's own name inside its intent: `emergency/fire` → `fire`. */
export function topicOf({ key }: Hit): string {
  return key.split('/')[1] ?? key
}
