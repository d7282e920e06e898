import { isoVn } from '../kernel/time.ts'
import { handlerOf, type Room } from './room.ts'
import { Kind } from './schema.ts'
import type { Where } from './store/cases.ts'
import type { Kept } from './store/columns.ts'

/** A request as Open311 GeoReport v2 names its parts. What would tell who or exactly where is null. */
export type Open311Request = {
  service_request_id: string
  status: 'open' | 'closed'
  status_notes: string | null
  service_name: string
  service_code: Kind
  description: string | null
  agency_responsible: string
  service_notice: null
  requested_datetime: string
  updated_datetime: string
  expected_datetime: string | null
  address: string | null
  address_id: null
  zipcode: null
  lat: null
  long: null
  media_url: null
}
export type Open311Query = {
  ids?: readonly string[] | undefined
  codes?: readonly Kind[] | undefined
  status?: ReadonlyArray<'open' | 'closed'> | undefined
  from?: Date | undefined
  to?: Date | undefined
  page?: number | undefined
  size?: number | undefined
}

/** Days that a list covers when the caller names no ids: the most that GeoReport asks for. */
const DAYS = 90
const DAY_MS = 86_400_000
const MOST = 200

/** The public register, and things in the field that are being worked on: of those only their kind, hamlet and moments, never a word. */
const OPEN = `kind = 'field' AND state IN ('new', 'assigned', 'waiting', 'reopened')`
const CLOSED = `published_at IS NOT NULL AND state = 'closed' AND public_text IS NOT NULL`

/** The kinds that can be asked for. */
export function open311Services(room: Room) {
  return Kind.options.map((code) => ({
    service_code: code,
    service_name: room.say(`case.kind.${code}`),
    description: room.say(`case.kind.${code}`),
    metadata: false,
    type: 'realtime' as const,
    keywords: '',
    group: 'Phản ánh, kiến nghị',
  }))
}

/** Requests, newest first. Without dates: the last 90 days; with one of them: 90 days from or to it. */
export async function open311Requests(room: Room, query: Open311Query): Promise<Open311Request[]> {
  const size = Math.min(query.size ?? 50, MOST)
  const { cases } = await room.store.cases.page(wanted(room, query), 'received_at DESC, code', query.page ?? 1, size)
  return cases.map((row) => told(room, row))
}

function wanted({ unit, clock }: Room, { ids, codes, status, from, to }: Open311Query): Where {
  const end = to ?? (from ? new Date(from.getTime() + DAYS * DAY_MS) : clock())
  const begin = new Date(Math.max(from?.getTime() ?? 0, end.getTime() - DAYS * DAY_MS))
  const days = ids ? [] : [isoVn(begin), isoVn(end)]
  const among = (column: string, values: readonly string[] | undefined) =>
    values ? [`${column} IN (${values.map(() => '?').join(', ')})`] : []
  const open = !status || status.includes('open')
  const closed = !status || status.includes('closed')
  return {
    sql: [
      'unit = ?',
      `(${[...(open ? [`(${OPEN})`] : []), ...(closed ? [`(${CLOSED})`] : [])].join(' OR ')})`,
      ...(ids ? [] : ['received_at >= ? AND received_at <= ?']),
      ...among('public_id', ids),
      ...among('kind', codes),
    ].join(' AND '),
    args: [unit, ...days, ...(ids ?? []), ...(codes ?? [])],
  }
}

function told(room: Room, row: Kept): Open311Request {
  const closed = row.state === 'closed'
  return {
    service_request_id: row.publicId,
    status: closed ? 'closed' : 'open',
    status_notes: closed ? row.publicAnswer : room.say(`case.state.${row.state}`),
    service_name: room.say(`case.kind.${row.kind}`),
    service_code: row.kind,
    description: closed ? row.publicText : null,
    agency_responsible: handlerOf(room, row.department).name,
    service_notice: null,
    requested_datetime: row.receivedAt,
    updated_datetime: closed && row.closedAt ? row.closedAt : row.receivedAt,
    expected_datetime: row.paused ? null : row.dueAt,
    address: row.hamlet,
    address_id: null,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
  }
}
