import type { Elsewhere, Topic } from '../../../server/content/schema.ts'
import type { ProcedureHit } from '../../../server/procedures/schema.ts'
import type { Hit } from '../../../server/search/schema.ts'
import { isNearlyWhole, pointsIntoList } from '../pick.ts'
import { dossierMention } from '../rules/dossier-code.ts'
import { facetOf, isNamed, type Syllables, sharedPairs, weakFacetOf, withoutFillers } from '../rules/match.ts'
import { words } from '../rules/phrases.ts'
import type { Words } from '../rules/schema.ts'
import type { DossierMention, Intent, Memory, Understand, Understanding } from '../types.ts'
import { createDoors } from './doors.ts'
import { leansOn } from './follow-up.ts'
import { judge, learnedFacet, type SearchPort } from './judge.ts'
import { needsOf } from './needs.ts'
import { opened } from './opening.ts'
import {
  bestOf,
  dangerIn,
  LEAST,
  phraseOf,
  procedureMass,
  type Reading,
  readings,
  rulesOf,
  topicOf,
  withoutRuledOut,
  withStandIns,
} from './weigh.ts'

/** Whether the first hit is meant without doubt. Whoever searches knows what its scores mean. */
export type IsClear = (hits: ProcedureHit[]) => boolean

export type UnderstandDeps = {
  words: Words
  search: SearchPort
  isClear: IsClear
  elsewhere?: Elsewhere[]
  topics?: Array<Pick<Topic, 'slug' | 'codes'>>
}

/** These outrank a dossier code: danger, and what must not enter any flow. */
const FIRST: readonly Intent[] = ['emergency', 'denunciation', 'complaint']
/** Words named as the reason. */
const WORDS = 4
/** Hits handed on. */
const HITS = 8

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

  return async function understand(typed: string, memory: Memory): Promise<Understanding> {
    const text = opened(deps.words, typed)
    const said = words(text)
    const phrase = facetOf(deps.words, text)
    const guessed = learnedFacet(search, text, phrase ? LEAST.facetPastPhrase : LEAST.facet)
    const facet =
      (isNamed(deps.words, guessed, said) ? null : guessed) ?? phrase?.facet ?? weakFacetOf(deps.words, said)
    const asked = facet ? [`facet ${facet}: ${phrase?.facet === facet ? phrase.by : 'learned'}`] : []
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
    if (first) return known(asIntent(first.intent, first.topic, dossier), phraseOf(first))
    if (said.length > 0 && !dossier && saysNothing(text, said, memory))
      return known({ intent: 'smalltalk', topic: 'unclear', facet: null }, 'no need named')
    const judged = withoutRuledOut(withStandIns(judge(search, text), deps.words), deps.words, said)
    const asksElse = ruled.length > 0 || (phrase !== null && memory.procedure !== null)
    const danger = dangerIn(judged, said, asksElse)
    if (danger)
      return known(asIntent(danger.intent, topicOf(danger.best), dossier), learned(text, danger.best, danger.mass))
    if (dossier) {
      return known({ intent: 'dossier', dossier }, dossier.partial ? 'dossier code, unreadable' : 'dossier code')
    }
    if (said.length === 0) return known({ intent: 'smalltalk', topic: 'unclear' }, 'no words')
    const whole = ruled.find((rule) => rule.whole)
    if (whole) return known(asIntent(whole.intent, whole.topic, null), phraseOf(whole))

    const all = readings(judged, ruled, doorOf(said), said)
    const foreign = (search.vietnamese?.(text) ?? 1) < LEAST.vietnamese
    // of a foreign sentence only what was said in so many words, or small talk, is known
    const best = bestOf(foreign ? all.filter(({ as, because }) => as === 'intent' || because) : all, said.length)
    const hits = judged.procedures.map(hitOf)
    const topicWords = said.filter((_, at) => !(phrase && at >= phrase.span[0] && at < phrase.span[1]))
    const content = withoutFillers(deps.words, topicWords)
    const mind = memory.procedure
    const bare = content.length === 0 && facet !== null
    const leaves = best && best.as !== 'procedure' && best.mass >= LEAST.leave && !(bare && best.as === 'topic')
    if (mind && !leaves) {
      const sure = procedureMass(judged, said)
      const [first] = judged.procedures
      const kept = hits.find(({ code }) => code === mind) ?? byCode(mind)
      const named = first !== undefined && sharedPairs(content, words(first.name), words(kept.name)) > 0
      const best = first?.key ?? null
      if (leansOn(deps.words, { said, content, facet: facet !== null, best, sure, mind, named })) {
        return known({ intent: 'procedure', followUp: true, procedures: [kept], clear: true }, 'follow-up')
      }
    }
    if (bare && !leaves) return known({ intent: 'procedure' }, 'a facet of nothing named')
    return best ? read(best) : known({ intent: 'out_of_scope', topic: 'unknown' }, 'nothing found')

    function read(best: Reading): Understanding {
      const key = best.best?.key ?? ''
      const because = best.because ?? (best.best ? learned(text, best.best, best.mass) : '')
      switch (best.as) {
        case 'intent':
          return known(asIntent(best.intent, best.topic, null), because)
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
            because,
          )
        }
        case 'topic': {
          const codes = topics.get(key)?.codes ?? []
          return known({ intent: 'procedure', howTo: key, procedures: codes.map(byCode) }, because)
        }
        case 'procedure': {
          const clear = isClear(hits)
          if (!clear && best.mass < LEAST.guess)
            return known({ intent: 'out_of_scope', topic: 'unknown' }, 'nothing found')
          const unsure = !clear && best.mass < LEAST.procedure
          const needs = unsure ? null : needsOf(deps.words, search, text, judged.procedures)
          if (!needs) {
            const procedures = hits.slice(0, HITS)
            return known({ intent: 'procedure', procedures, clear, ...(unsure ? { unsure } : {}) }, because)
          }
          const ordered = [...needs.map(hitOf), ...hits.filter(({ code }) => !needs.some(({ key }) => key === code))]
          return known(
            {
              intent: 'procedure',
              procedures: ordered.slice(0, HITS),
              clear: true,
              needs: needs.map(({ key }) => key),
            },
            because,
          )
        }
      }
    }
  }

  /** A bare number, a place in a list that is not there, a case of nothing: never searched for. A code finds its procedure. */
  function saysNothing(text: string, said: Syllables, { procedure }: Memory): boolean {
    if (!/\p{L}/u.test(text)) return !/\d\.\d{6}/.test(text)
    if (pointsIntoList(text, deps.words)) return true
    return procedure === null && deps.words.ownCase.some((phrase) => isNearlyWhole(phrase, said, deps.words))
  }

  /** What was learned, how sure it is, and the words that spoke for it. */
  function learned(text: string, { key }: Hit, mass: number): string {
    const spoke = search.why(text, key, WORDS).map(({ words }) => words)
    return [`learned ${key} ${mass.toFixed(2)}`, ...(spoke.length > 0 ? [spoke.join(', ')] : [])].join(': ')
  }

  /** The catalogue's own line for a code: a code in the text finds itself. */
  function byCode(code: string): ProcedureHit {
    const [hit] = search.find(code, 1, ['procedure', 'national'])
    return hit?.key === code ? hitOf(hit) : { code, name: code, field: '', score: 1 }
  }
}

/** Commune procedures offered beside another body's matter are at least this probable. */
const CLOSE = 0.15

function asIntent(intent: Intent, topic: string, dossier: DossierMention | null) {
  return { intent, topic, ...(dossier ? { dossier } : {}) }
}

function hitOf({ key, name, field, score, sure }: Hit): ProcedureHit & { sure: number } {
  return { code: key, name, field, score, sure }
}
