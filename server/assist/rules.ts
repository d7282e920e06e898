import type { AssistContent } from '../content/schema-assist.ts'
import { type Problem, problem } from '../kernel/problem.ts'
import { addDays, type Day, dayOf } from '../kernel/time.ts'
import type { HelpRecord } from './schema/record.ts'
import type { Count, Summary, Visit } from './schema.ts'

/** Hours in which a member may take a visit back that was recorded by mistake. */
export const TAKE_BACK_HOURS = 24

/** The latest day for which a return may be promised, counted from the visit. */
export const FOLLOW_DAYS = 120

/** A phone's clock may be wrong by so much, and a record so old; beyond it nobody knows on which day somebody was helped. */
const CLOCK = { aheadHours: 24, oldDays: 30 }

/** What an outcome is called. */
export const OUTCOMES = { done: 'Làm xong', part: 'Làm được một phần', referred: 'Đã chỉ nơi cần đến' } as const

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

/** Why a record from a phone can't be filed; null when it can. */
export function faultOf(
  { at, kinds, difficulties, follow }: Pick<HelpRecord, 'at' | 'kinds' | 'difficulties' | 'follow'>,
  team: string,
  now: Date,
  content: Pick<AssistContent, 'teams' | 'kinds' | 'difficulties'>,
): Problem | null {
  const invalid = (detail: string, field: string) => problem('request.invalid', { detail }, { field })
  const age = now.getTime() - Date.parse(at)
  if (age < -CLOCK.aheadHours * 3_600_000 || age > CLOCK.oldDays * 86_400_000) return problem('assist.clock')
  if (!content.teams.some(({ id }) => id === team)) return invalid('tổ này không có trong danh sách', 'team')
  if (unknown(kinds, content.kinds).length > 0) return invalid('việc đã giúp không có trong danh sách', 'kinds')
  if (unknown(difficulties, content.difficulties).length > 0)
    return invalid('khó khăn không có trong danh sách', 'difficulties')
  const day = dayOf(new Date(at))
  if (follow && (follow.day < day || follow.day > addDays(day, FOLLOW_DAYS)))
    return invalid(`ngày hẹn phải từ ngày giúp đến ${FOLLOW_DAYS} ngày sau`, 'follow')
  return null
}

/** What a watched dossier asks for now; null = nothing yet, or all is over. `soonDays`: how early a due day is told. */
export function reasonOf(
  { state, due, lateDays }: { state: string; due: Day | null; lateDays: number | null },
  today: Day,
  soonDays = 2,
): 'due-soon' | 'late' | 'supplement' | 'ready' | 'over' | null {
  if (state === 'returned' || state === 'refused' || state === 'stopped' || state === 'withdrawn') return 'over'
  if (state === 'ready') return 'ready'
  if (state === 'waiting' || state === 'paying') return 'supplement'
  if (lateDays !== null) return 'late'
  return due !== null && due <= addDays(today, soonDays) ? 'due-soon' : null
}

function counted(visits: readonly Visit[], of: (visit: Visit) => string[]): Count[] {
  const counts = new Map<string, number>()
  for (const visit of visits) for (const name of new Set(of(visit))) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .map(([name, n]) => ({ name, visits: n }))
    .sort((a, b) => b.visits - a.visits || (a.name < b.name ? -1 : 1))
}
