import { fold } from '../../../server/kernel/text.ts'
import type { ProcedureView } from '../../ports.ts'
import { isLong, shorten, shortName } from '../names.ts'

/**
 * Labels that tell near-duplicates apart: names that begin alike show what differs, names that are the same add their field,
 * then their code.
 */
export function labelsOf(views: ProcedureView[]): string[] {
  const names = views.map(shortName)
  const distinct = names.map((name, at) => {
    const twins = names.filter((other) => fold(other) === fold(name)).length > 1
    if (!twins) return name
    const field = views[at]?.record.field ?? ''
    const sameField =
      views.filter((view, other) => fold(names[other] ?? '') === fold(name) && view.record.field === field).length > 1
    return `${name} (${sameField ? views[at]?.record.code : field})`
  })
  const shared = distinct.every(isLong) ? sharedWords(distinct) : 0
  return distinct.map((label) => shorten(shared >= 3 ? `… ${label.split(' ').slice(shared).join(' ')}` : label))
}

/** How many first words all names have in common. */
function sharedWords(names: string[]): number {
  const lists = names.map((name) => name.split(' '))
  const first = lists[0] ?? []
  let n = 0
  while (n < first.length - 1 && lists.every((list) => list.length > n + 1 && list[n] === first[n])) n++
  return n
}
