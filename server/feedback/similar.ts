import { isoVn } from '../kernel/time.ts'
import type { Room } from './room.ts'
import { type Placed, similarCases } from './rules/nearby.ts'
import type { Similar } from './schema.ts'
import { briefOf } from './step.ts'
import type { Kept } from './store/columns.ts'

/** The most open cases that are compared, and the most that are shown. */
const LOOKED_AT = 200
const SHOWN = 3
/** Characters of a case that others see of it. */
const GLIMPSE = 160
const DAY_MS = 86_400_000

/** Open cases of things in the field that may be the same matter, likeliest first, nothing in them that identifies anyone. */
export async function findSimilar(room: Room, report: Placed, at: Date, not?: string): Promise<Similar[]> {
  const { metres, days } = room.rules.nearby
  const since = isoVn(new Date(at.getTime() - days * DAY_MS))
  const open = await room.store.cases.openField(room.unit, since, LOOKED_AT)
  const others = open.filter(({ code }) => code !== not)
  const placed = await Promise.all(others.map(async (row) => ({ row, ...(await placeOf(room, row)) })))
  const near = similarCases(report, placed, { radius: metres }).slice(0, SHOWN)
  const codes = near.map(({ open }) => open.row.code)
  const follows = codes.length > 0 ? await room.store.counts.follows(room.unit, codes) : new Map<string, number>()
  return near.map(({ open: { row, text }, distance }) => ({
    id: row.publicId,
    kind: row.kind,
    text: glimpse(text),
    place: row.hamlet ?? '',
    state: row.state,
    stateText: room.say(`case.state.${row.state}`),
    receivedAt: row.receivedAt,
    dueAt: row.paused ? null : row.dueAt,
    distance: distance === null ? null : Math.round(distance),
    follows: follows.get(row.code) ?? 0,
  }))
}

/** Where and what a kept case is, for comparing. */
export async function placeOf(room: Room, row: Kept): Promise<Placed> {
  const { hamlet, lat, lng } = row
  const { text } = await briefOf(room, row)
  return { text, hamlet, lat, lng }
}

function glimpse(text: string): string {
  const letters = [...text]
  return letters.length <= GLIMPSE ? text : `${letters.slice(0, GLIMPSE).join('').trimEnd()}…`
}
