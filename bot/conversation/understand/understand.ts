import type { Elsewhere, Topic } from '../../../server/content/schema.ts'
import type { ProcedureHit } from '../../../server/procedures/schema.ts'
import type { Hit } from '../../../server/search/schema.ts'
import { dossierMention } from '../rules/dossier-code.ts'
import { facetOf, firstRule, type Match, type Syllables, withoutFillers } from '../rules/match.ts'
import { words } from '../rules/phrases.ts'
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
import { familySure, type Judgement, judge, learnedFacet, type SearchPort } from './judge.ts'
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
  /** Danger and denunciation must not be missed: little is enough. */
  emergency: 0.12,
  denunciation: 0.12,
  /** What a rule's phrase or a named matter adds. */
  said: 0.5,
  /** Any other reading; below it nothing is understood. */
  other: 0.1,
  /** What a message must be to leave the procedure in mind. */
  leave: 0.5,
  facet: 0.6,
} as const
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
    const phrase = facetOf(deps.words, said)
    const facet = phrase?.facet ?? learnedFacet(search, text, LEAST.facet)
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
    const judged = withStandIns(judge(search, text), deps.words)
    for (const intent of ['emergency', 'denunciation'] as const) {
      const found = judged.intents.get(intent)
      if (found && found.mass >= LEAST[intent]) {
        return known(asIntent(intent, topicOf(found.best), dossier), learned(found.best, found.mass))
      }
    }
    if (dossier) {
      return known({ intent: 'dossier', dossier }, dossier.partial ? 'dossier code, unreadable' : 'dossier code')
    }
    if (said.length === 0) return known({ intent: 'smalltalk', topic: 'unclear' }, 'no words')
    const whole = ruled.find((rule) => rule.whole)
    if (whole) return known(asIntent(whole.intent, whole.topic, null), because(whole))

    const [best, second] = readings(judged, ruled[0] ?? null, doorOf(said))
    const hits = judged.procedures.map(hitOf)
    const topicWords = said.filter((_, at) => !(phrase && at >= phrase.span[0] && at < phrase.span[1]))
    const content = withoutFillers(deps.words, topicWords)
    const mind = memory.procedure
    const strong = best && best.as !== 'procedure' && best.mass >= LEAST.leave
    if (mind && !strong) {
      const named = judged.procedures.slice(0, HITS)
      if (leansOn(deps.words, { said, content, facet: facet !== null, hits: named, mind })) {
        const kept = hits.find(({ code }) => code === mind) ?? byCode(mind)
        return known({ intent: 'procedure', followUp: true, procedures: [kept], clear: true }, 'follow-up')
      }
    }
    if (content.length === 0 && facet && !strong) return known({ intent: 'procedure' }, 'a facet of nothing named')
    if (!best) return known({ intent: 'out_of_scope', topic: 'unknown' }, 'nothing found')
    return read(best, second)

    function read(best: Reading, _second: Reading | undefined): Understanding {
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
          const needs = needsOf(deps.words, search, text, judged.procedures)
          if (!needs) return known({ intent: 'procedure', procedures: hits.slice(0, HITS), clear }, best.because)
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

  /** All readings, most probable first. */
  function readings(judged: Judgement, ruled: Ruled | null, door: string | null): Reading[] {
    const found: Reading[] = [...judged.intents].map(([intent, { mass, best }]) => ({
      as: 'intent',
      intent,
      topic: topicOf(best),
      mass,
      best,
      because: learned(best, mass),
    }))
    if (ruled) {
      const mass = (judged.intents.get(ruled.intent)?.mass ?? 0) + LEAST.said
      const reading: Reading = { as: 'intent', ...ruled, mass, best: null, because: because(ruled) }
      found.push(reading)
    }
    for (const [as, one] of [
      ['elsewhere', judged.elsewhere],
      ['topic', judged.topic],
    ] as const) {
      if (one) found.push({ as, mass: one.best.sure, best: one.best, because: learned(one.best, one.best.sure) })
    }
    if (door) {
      const mass = (judged.elsewhere?.best.key === door ? judged.elsewhere.best.sure : 0) + LEAST.said
      const best: Hit = { kind: 'elsewhere', key: door, name: '', field: '', prior: 0, score: 0, sure: mass }
      found.push({ as: 'elsewhere', mass, best, because: `elsewhere: ${door}` })
    }
    const [first] = judged.procedures
    if (first) {
      const mass = familySure(judged.procedures)
      found.push({ as: 'procedure', mass, best: first, because: learned(first, mass) })
    }
    return found.sort((a, b) => b.mass - a.mass)
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
