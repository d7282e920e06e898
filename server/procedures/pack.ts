import { sha256 } from '../kernel/privacy.ts'
import { syllables } from '../kernel/text.ts'
import type { ProcedureLine } from './store.ts'
import type { ProcedureView } from './view.ts'

/** A procedure with its guide, as a phone keeps it. `says`: folded words that people use for it and that stand in no name of it. */
export type PackPage = ProcedureView['record'] & {
  guide: Omit<NonNullable<ProcedureView['guide']>, 'phrasings'> | null
  needsReview: boolean
  successors: ProcedureView['successors']
  says: string
}
/** Everything that a phone needs to tell of procedures without a network. `names`: code, name and field of those without a guide. */
export type Pack = { version: string; guides: PackPage[]; names: Array<[string, string, string]> }

/** The pack of these views and names; its version changes with any word of it. */
export async function packOf(views: ProcedureView[], lines: ProcedureLine[]): Promise<Pack> {
  const guides = views.map(pageOf)
  const told = new Set(guides.map(({ code }) => code))
  const names = lines
    .filter(({ code }) => !told.has(code))
    .map(({ code, name, field }): [string, string, string] => [code, name, field])
  const version = (await sha256(JSON.stringify([guides, names]))).slice(0, 16)
  return { version, guides, names }
}

function pageOf({ record, guide, needsReview, successors }: ProcedureView): PackPage {
  if (!guide) return { ...record, guide, needsReview, successors, says: '' }
  const { phrasings, ...rest } = guide
  const known = new Set(syllables(`${record.name} ${guide.title}`))
  const said = new Set(Object.values(phrasings).flat().flatMap(syllables))
  const says = [...said].filter((word) => !known.has(word)).join(' ')
  return { ...record, guide: rest, needsReview, successors, says }
}
