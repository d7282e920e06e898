import type { Elsewhere } from '../../../server/content/schema.ts'
import type { ProcedureHit } from '../../../server/procedures/schema.ts'
import type { Facet, Memory, Understand, Understanding } from '../types.ts'
import { dossierMention } from './dossier-code.ts'
import { find, isWhole, type Phrase, words } from './phrases.ts'
import type { Rule, Words } from './schema.ts'

type Syllables = ReturnType<typeof words>
type Rest = Omit<Understanding, 'procedures' | 'clear' | 'facet' | 'why'>

/** Search as the rules need it: best first. */
export type Search = (query: string, limit: number) => Promise<ProcedureHit[]> | ProcedureHit[]

/** Whether the first hit is meant without doubt. Scores only order the answers of one query, so whoever searches knows best. */
export type IsClear = (hits: ProcedureHit[]) => boolean
const standsOut: IsClear = ([first, second]) => first !== undefined && (!second || first.score >= 1.3 * second.score)

const HITS = 8

/**
 * Understanding by the transparent rules of `content/intents.yaml`: emergencies first, then a dossier code, then the intents in
 * the order of the file, then a follow-up on the procedure in mind, then the search. `why` names the phrase that decided.
 */
export function createRules(deps: {
  words: Words
  search: Search
  elsewhere?: Elsewhere[]
  isClear?: IsClear
}): Understand {
  const isClear = deps.isClear ?? standsOut
  const elsewhere = (deps.elsewhere ?? []).map((door) => ({ door, names: door.phrasings.map((text) => words(text)) }))
  return async function understand(text: string, memory: Memory): Promise<Understanding> {
    const said = words(text)
    const facet = facetOf(deps.words, said)
    const why: string[] = facet ? [`facet ${facet.facet}: ${facet.by}`] : []
    const known = (rest: Rest, because: string, procedures: ProcedureHit[] = []): Understanding => ({
      ...rest,
      procedures,
      clear: isClear(procedures),
      facet: facet?.facet ?? null,
      why: [because, ...why],
    })

    const dossier = dossierMention(text)
    for (const { intent, rules } of deps.words.intents) {
      // only danger, denunciation and complaint outrank a dossier code
      if (dossier && dossier.codes.length > 0 && !['emergency', 'denunciation', 'complaint'].includes(intent)) break
      if (intent === 'dossier' && dossier) break
      const hit = firstRule(deps.words, rules, said)
      if (hit)
        return known({ intent, topic: hit.topic, ...(dossier ? { dossier } : {}) }, `${intent}/${hit.topic}: ${hit.by}`)
    }
    if (dossier)
      return known({ intent: 'dossier', dossier }, dossier.partial ? 'dossier code, unreadable' : 'dossier code')
    if (said.length === 0) return known({ intent: 'smalltalk', topic: 'unclear' }, 'no words')

    const door = elsewhere.find(({ names }) => names.some((name) => isTelling(name) && contains(said, name)))?.door
    if (door) {
      const { name, body, how, code } = door
      const rest = { elsewhere: { name, body, how, ...(code ? { code } : {}) } }
      return known({ intent: code ? 'procedure' : 'out_of_scope', ...rest }, `elsewhere: ${door.id}`)
    }

    const topic = said.filter((_, at) => !(facet && at >= facet.span[0] && at < facet.span[1]))
    const content = withoutFillers(deps.words, topic)
    const hits = content.length === 0 ? [] : await deps.search(text, HITS)
    const mind = memory.procedure
    if (mind && leansOn(deps.words, said, content, facet?.facet ?? null, hits, mind)) {
      const named = hits.find(({ code }) => code === mind) ?? { code: mind, name: '', field: '', score: 1 }
      return known({ intent: 'procedure', followUp: true }, 'follow-up', [named])
    }
    if (hits.length > 0) return known({ intent: 'procedure' }, `search: ${hits[0]?.code}`, hits)
    if (content.length === 0 && facet) return known({ intent: 'procedure' }, 'a facet of nothing named')
    return known({ intent: 'out_of_scope', topic: 'unknown' }, 'nothing found')
  }
}

function firstRule(all: Words, rules: Rule[], said: Syllables): { topic: string; by: string } | null {
  const core = withoutFillers(all, said)
  for (const rule of rules) {
    if (rule.not.some((phrase) => find(phrase, said))) continue
    const by =
      rule.any.find((phrase) => find(phrase, said)) ??
      rule.whole.find((phrase) => isWhole(phrase, said) || (core.length > 0 && isWhole(phrase, core)))
    if (by) return { topic: rule.topic, by: by.source }
  }
  return null
}

/** The facet whose phrase is the longest; the file's order breaks ties. */
function facetOf({ facets }: Words, said: Syllables): { facet: Facet; by: string; span: [number, number] } | null {
  let best: { facet: Facet; by: string; span: [number, number]; length: number } | null = null
  for (const { facet, any } of facets) {
    for (const phrase of any) {
      const span = find(phrase, said)
      const length = phrase.parts.length
      if (span && (!best || length > best.length)) best = { facet, by: phrase.source, span, length }
    }
  }
  return best
}

/** Whether the text adds to the procedure in mind: it leans on it, or asks a facet without naming another procedure. */
function leansOn(
  all: Words,
  said: Syllables,
  content: Syllables,
  facet: Facet | null,
  hits: ProcedureHit[],
  mind: string,
): boolean {
  if (content.length === 0) return true
  const leaning = all.leaning.some((phrase) => find(phrase, said)?.[0] === 0)
  const other = hits.filter(({ code }) => code !== mind).slice(0, 3)
  const names = other.some(({ name }) => sharesPair(content, words(name)))
  if (hits[0]?.code === mind) return true
  return (facet !== null || (leaning && content.length <= 2)) && !names
}

function sharesPair(a: Syllables, b: Syllables): boolean {
  const pairs = new Set(b.slice(1).map((word, at) => `${b[at]?.bare} ${word.bare}`))
  return a.slice(1).some((word, at) => pairs.has(`${a[at]?.bare} ${word.bare}`))
}

/** One short syllable is no name of a matter; `passport` is. */
function isTelling(name: Syllables): boolean {
  return name.length > 1 || (name[0]?.bare.length ?? 0) >= 6
}

function contains(said: Syllables, name: Syllables): boolean {
  const whole = ` ${said.map(({ bare }) => bare).join(' ')} `
  return whole.includes(` ${name.map(({ bare }) => bare).join(' ')} `)
}

/** The text without words that carry no need. */
export function withoutFillers({ fillers }: { fillers: Phrase[] }, said: Syllables): Syllables {
  return said.filter((word) => !fillers.some((phrase) => isWhole(phrase, [word])))
}
