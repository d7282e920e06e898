import type { AssistContent } from '../content/schema-assist.ts'
import type { Count, Summary, Visit } from './schema.ts'

/** Hours in which a member may take a visit back that was recorded by mistake. */
export const TAKE_BACK_HOURS = 24

/** What an outcome is called. */
export const OUTCOMES = { done: 'Làm xong', part: 'Làm được một phần', referred: 'Chỉ đến đúng nơi' } as const

/** Adds visits up by member, team, hamlet, kind of help, difficulty and outcome. A visit of several kinds counts in each. */
export function summary(visits: readonly Visit[], { teams, kinds, difficulties }: AssistContent): Summary {
  const label = (list: ReadonlyArray<{ id: string; label: string }>) => (id: string) =>
    list.find((one) => one.id === id)?.label ?? id
  return {
    visits: visits.length,
    byMember: counted(visits, ({ memberName }) => [memberName]),
    byTeam: counted(visits, ({ team }) => [teams.find(({ id }) => id === team)?.name ?? team]),
    byHamlet: counted(visits, ({ hamlet }) => [hamlet ?? 'Không ghi']),
    byKind: counted(visits, (visit) => visit.kinds.map(label(kinds))),
    byDifficulty: counted(visits, (visit) => visit.difficulties.map(label(difficulties))),
    byOutcome: counted(visits, ({ outcome }) => [OUTCOMES[outcome]]),
  }
}

/** What is recorded must be among what the commune lists. */
export function unknown(ids: readonly string[], list: ReadonlyArray<{ id: string }>): string[] {
  return ids.filter((id) => !list.some((one) => one.id === id))
}

function counted(visits: readonly Visit[], of: (visit: Visit) => string[]): Count[] {
  const counts = new Map<string, number>()
  for (const visit of visits) for (const name of new Set(of(visit))) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .map(([name, n]) => ({ name, visits: n }))
    .sort((a, b) => b.visits - a.visits || (a.name < b.name ? -1 : 1))
}
