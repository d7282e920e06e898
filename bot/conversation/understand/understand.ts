import type { Elsewhere, Topic } from '../../../server/content/schema.ts'
import type { ProcedureHit } from '../../../server/procedures/schema.ts'
import type { Hit } from '../../../server/search/schema.ts'
import { dossierMention } from '../rules/dossier-code.ts'
import {
  facetOf,
  firstRule,
  type Match,
  type Syllables,
  sharedPairs,
  weakFacetOf,
  withoutFillers,
} from '../rules/match.ts'
import { find, words } from '../rules/phrases.ts'
import type { Words } from '../rules/schema.ts'
import {
  type DossierMention,
  INTENTS,
  type Intent,
  type Memory,
  type Understand,
  type Understanding,
} from '../types.ts'
import { createDoors } from './doors.ts'
import { leansOn } from './follow-up.ts'
import { familySure, type Judgement, judge, learnedFacet, type Mass, type SearchPort } from './judge.ts'
import { needsOf } from './needs.ts'

/** Whether the first hit is meant without doubt. Whoever searches knows what its scores mean. */
export type IsClear = (hits: ProcedureHit[]) => boolean

export type UnderstandDeps = {
  words: Words
  search: SearchPort
  isClear: IsClear
  elsewhere?: Elsewhere[]
  topics?: Array<Pick<Topic, 'slug' | 'codes'>>
}

/** Shares of probability, set on `test/bench/questions/dev.jsonl`. */
const LEAST = {
  /** Danger and denunciation must not be missed: a little is enough, still less when nothing else comes near. */
  danger: 0.12,
  dangerAlone: 0.06,
  /** An intent that is no procedure; less when it stands out in a short message. */
  intent: 0.12,
  intentAlone: 0.03,
  /** All matters of other bodies together, in a short message. */
  elsewhereAlone: 0.055,
  /** What a rule's phrase or a named matter adds to what was learned; less in a long story. */
  said: 0.5,
  /** Below it no procedure is near enough to be shown as an answer. */
  procedure: 0.02,
  /** Another intent this probable leaves the procedure in mind. */
  leave: 0.5,
  facet: 0.4,
} as const
/** An intent stands out when it is this many times as probable as the best procedure. */
const ALONE = 4
/** Syllables of a short message, and those beyond which a phrase says less of the whole. */
const SHORT = 20
const PHRASE_TELLS = 12
/** A procedure of another level is known by its name only: so probable, when it shares so many pairs of syllables. */
const NAMED = { sure: 0.2, pairs: 2 }
/** These outrank a dossier code: danger, and what must not enter any flow. */
const FIRST: readonly Intent[] = ['emergency', 'denunciation', 'complaint']
/** Hits handed on. */
const HITS = 8

/** A reading of a message: `mass` is its share of probability with what the rules add. */
type Reading = { mass: number; best: Hit | null; because: string } & (
  | { as: 'intent'; intent: Intent; topic: string }
  | { as: 'elsewhere' | 'topic' | 'procedure' }
)

/**
 * Understanding: rules where words leave no doubt, then what was learned from how people speak. Danger and denunciation come
 * first, then a dossier code, then the most probable reading; a text that leans on the procedure in mind stays with it.
 * `why` names the phrase of `content/intents.yaml`, or the words, that decided.
 */
export function createUnderstand(deps: UnderstandDeps): Understand {
  const { search, isClear } = deps
  const elsewhere = new Map((deps.elsewhere ?? []).map((door) => [door.id, door]))
  const topics = new Map((deps.topics ?? []).map((topic) => [topic.slug, topic]))
  const doorOf = createDoors(deps.elsewhere ?? [])

  return async function understand(text: string, memory: Memory): Promise<Understanding> {
    const said = words(text)
    const phrase = facetOf(deps.words, text)
    const facet = phrase?.facet ?? learnedFacet(search, text, LEAST.facet) ?? weakFacetOf(deps.words, said)
    const asked = facet ? [`facet ${facet}: ${phrase?.by ?? 'learned'}`] : []
    const known = (rest: Partial<Understanding> & { intent: Intent }, because: string): Understanding => ({
      procedures: [],
      clear: false,
      facet,
      ...rest,
      why: [because, ...asked],
    })

    const dossier = dossierMention(text)
    const ruled = rulesOf(deps.words, said)
    const first = ruled.find(({ intent }) => FIRST.includes(intent))
    if (first) return known(asIntent(first.intent, first.topic, dossier), because(first))
    const judged = withoutRuledOut(withStandIns(judge(search, text), deps.words), deps.words, said)
    const danger = dangerIn(judged, said, phrase !== null)
    if (danger) return known(asIntent(danger.intent, topicOf(danger.best), dossier), learned(danger.best, danger.mass))
    if (dossier) {
      return known({ intent: 'dossier', dossier }, dossier.partial ? 'dossier code, unreadable' : 'dossier code')
    }
    if (said.length === 0) return known({ intent: 'smalltalk', topic: 'unclear' }, 'no words')
    const whole = ruled.find((rule) => rule.whole)
    if (whole) return known(asIntent(whole.intent, whole.topic, null), because(whole))

    const best = bestOf(readings(judged, ruled, said), said.length)
    const hits = judged.procedures.map(hitOf)
    const topicWords = said.filter((_, at) => !(phrase && at >= phrase.span[0] && at < phrase.span[1]))
    const content = withoutFillers(deps.words, topicWords)
    const mind = memory.procedure
    const bare = content.length === 0 && facet !== null
    const leaves = best && best.as !== 'procedure' && best.mass >= LEAST.leave && !(bare && best.as === 'topic')
    if (mind && !leaves) {
      const sure = procedureMass(judged, said)
      const key = judged.procedures[0]?.key ?? null
      if (leansOn(deps.words, { said, content, facet: facet !== null, best: key, sure, mind })) {
        const kept = hits.find(({ code }) => code === mind) ?? byCode(mind)
        return known({ intent: 'procedure', followUp: true, procedures: [kept], clear: true }, 'follow-up')
      }
    }
    if (bare && !leaves) return known({ intent: 'procedure' }, 'a facet of nothing named')
    return best ? read(best) : known({ intent: 'out_of_scope', topic: 'unknown' }, 'nothing found')

    function read(best: Reading): Understanding {
      const key = best.best?.key ?? ''
      switch (best.as) {
        case 'intent':
          return known(asIntent(best.intent, best.topic, null), best.because)
        case 'elsewhere': {
          const { name = '', body = '', how = '', code } = elsewhere.get(key) ?? {}
          const own = code ? [byCode(code)] : []
          const close = judged.procedures.filter(
            ({ key, kind, sure }) => kind === 'procedure' && key !== code && sure >= CLOSE,
          )
          return known(
            {
              intent: code ? 'procedure' : 'out_of_scope',
              elsewhere: { name, body, how, ...(code ? { code } : {}) },
              procedures: [...own, ...close.slice(0, 2).map(hitOf)],
            },
            best.because,
          )
        }
        case 'topic': {
          const codes = topics.get(key)?.codes ?? []
          return known({ intent: 'procedure', howTo: key, procedures: codes.map(byCode) }, best.because)
        }
        case 'procedure': {
          const clear = isClear(hits)
          const unsure = !clear && best.mass < LEAST.procedure
          const needs = unsure ? null : needsOf(deps.words, search, text, judged.procedures)
          if (!needs) {
            const procedures = hits.slice(0, HITS)
            return known({ intent: 'procedure', procedures, clear, ...(unsure ? { unsure } : {}) }, best.because)
          }
          const ordered = [...needs.map(hitOf), ...hits.filter(({ code }) => !needs.some(({ key }) => key === code))]
          return known(
            {
              intent: 'procedure',
              procedures: ordered.slice(0, HITS),
              clear: true,
              needs: needs.map(({ key }) => key),
            },
            best.because,
          )
        }
      }
    }
  }

  /** All readings, with what phrases add. */
  function readings(judged: Judgement, ruled: Ruled[], said: Syllables): Reading[] {
    const named = LEAST.said * Math.min(1, PHRASE_TELLS / said.length)
    const door = doorOf(said)
    const found: Reading[] = []
    for (const [intent, { mass, best }] of judged.intents) {
      found.push({ as: 'intent', intent, topic: topicOf(best), mass, best, because: learned(best, mass) })
    }
    for (const rule of ruled) {
      const mass = (judged.intents.get(rule.intent)?.mass ?? 0) + named
      found.push({ as: 'intent', intent: rule.intent, topic: rule.topic, mass, best: null, because: because(rule) })
    }
    const { elsewhere: other } = judged
    if (other && said.length <= SHORT && other.mass >= LEAST.elsewhereAlone) {
      found.push({ as: 'elsewhere', mass: other.mass, best: other.best, because: learned(other.best, other.mass) })
    }
    for (const as of ['elsewhere', 'topic'] as const) {
      const one = judged[as]
      if (one) found.push({ as, mass: one.best.sure, best: one.best, because: learned(one.best, one.best.sure) })
    }
    if (door) {
      const mass = (judged.elsewhere?.best.key === door ? judged.elsewhere.best.sure : 0) + named
      const best: Hit = { kind: 'elsewhere', key: door, name: '', field: '', prior: 0, score: 0, sure: mass }
      found.push({ as: 'elsewhere', mass, best, because: `elsewhere: ${door}` })
    }
    const [first] = judged.procedures
    if (first) {
      const mass = procedureMass(judged, said)
      found.push({ as: 'procedure', mass, best: first, because: learned(first, mass) })
    }
    return found
  }

  function learned({ key }: Hit, mass: number): string {
    return `learned ${key} ${mass.toFixed(2)}`
  }

  /** The catalogue's own line for a code: a code in the text finds itself. */
  function byCode(code: string): ProcedureHit {
    const [hit] = search.find(code, 1, ['procedure', 'national'])
    return hit?.key === code ? hitOf(hit) : { code, name: code, field: '', score: 1 }
  }
}

/** The reading to answer: the most probable one, but nothing improbable before a procedure. */
function bestOf(found: Reading[], length: number): Reading | null {
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

/** Danger or denunciation, when it is probable enough not to be passed over. */
function dangerIn(judged: Judgement, said: Syllables, asks: boolean): (Mass & { intent: Intent }) | null {
  const nearest = procedureMass(judged, said)
  for (const intent of ['emergency', 'denunciation'] as const) {
    const found = judged.intents.get(intent)
    if (!found) continue
    const alone = [...judged.intents.values()].every(({ mass }) => mass <= found.mass)
    const probable = found.mass >= LEAST.danger
    // who asks for a part of a procedure is in no danger, unless it is probable
    if (probable || (!asks && alone && found.mass >= LEAST.dangerAlone && found.mass >= ALONE * nearest))
      return { ...found, intent }
  }
  return null
}

/** Without the intents whose `never` phrases were said. */
function withoutRuledOut(judged: Judgement, all: Words, said: Syllables): Judgement {
  const out = all.intents.filter(({ rules }) => rules.some(({ never }) => never.some((phrase) => find(phrase, said))))
  return {
    ...judged,
    intents: new Map([...judged.intents].filter(([one]) => !out.some(({ intent }) => intent === one))),
  }
}

/** How probable the best procedure is. */
function procedureMass({ procedures }: Judgement, said: Syllables): number {
  const [first] = procedures
  if (!first) return 0
  if (first.kind !== 'national' || first.sure > 0) return familySure(procedures)
  return sharedPairs(said, words(first.name)) >= NAMED.pairs ? NAMED.sure : 0
}

/** Commune procedures offered beside another body's matter are at least this probable. */
const CLOSE = 0.15

type Ruled = Match & { intent: Intent }

/** The first rule of each intent that fits, in the order of the file. */
function rulesOf(all: Words, said: Syllables): Ruled[] {
  return all.intents.flatMap(({ intent, rules }) => {
    const match = firstRule(all, rules, said)
    return match ? [{ ...match, intent }] : []
  })
}

/** Some procedures are only the law's name for an intent (giải quyết tố cáo): their probability is the intent's. */
function withStandIns(judged: Judgement, { standIns }: Words): Judgement {
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

function asIntent(intent: Intent, topic: string, dossier: DossierMention | null) {
  return { intent, topic, ...(dossier ? { dossier } : {}) }
}

function because({ intent, topic, by }: Ruled): string {
  return `${intent}/${topic}: ${by}`
}

function topicOf({ key }: Hit): string {
  return key.split('/')[1] ?? key
}

function hitOf({ key, name, field, score, sure }: Hit): ProcedureHit & { sure: number } {
  return { code: key, name, field, score, sure }
}
