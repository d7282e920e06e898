import * as z from 'zod'
import type { Content } from '../content/schema.ts'
import { type Random, readableId } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import { addDays, type Clock, dayOf, isoVn } from '../kernel/time.ts'
import type { AuditEntry } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import type { Db, Statement } from '../storage/db.ts'
import type { Caller, Devices } from './devices.ts'
import type { Records } from './records.ts'
import { reasonOf, summary } from './rules.ts'
import type { FollowUp, Mine, Pack, Shift, ShiftInput } from './schema/phone.ts'
import type { ReturnStore } from './store/returns.ts'
import { type AssistStore, visitMark } from './store.ts'
import type { AssistVault } from './vault.ts'

/** Days ahead that shifts are shown on a phone, and back that refused records are. */
const SHIFT_DAYS = 14
const REFUSED_DAYS = 30
const Kept = z.object({ nick: z.string().optional(), dossier: z.string().optional() })

/** A watched dossier as it stands now. */
export type Watched = { code: string; state: string; due: { at: string } | null; lateDays: number | null }

export type DayDeps = {
  db: Db
  unit: string
  store: AssistStore
  returns: ReturnStore
  records: Records
  devices: Devices
  vault: AssistVault
  clock: Clock
  random: Random
  content: Pick<Content, 'unit' | 'assist'>
  audit: (entry: AuditEntry) => Statement
  dossiers: (codes: string[]) => Promise<Watched[]>
}

/** A member's day on the phone: what it needs without a network, whom to come back to, how much was done. */
export function createDay(deps: DayDeps) {
  const { db, unit, store, returns, records, devices, vault, clock, random, content, audit, dossiers } = deps
  const { assist } = content
  const shiftsFrom = (today: string) => returns.shifts(today, addDays(today, SHIFT_DAYS))

  async function followUps(member: string, today: string): Promise<FollowUp[]> {
    const [promised, rows] = await Promise.all([store.due(member, today), returns.ofMember(member)])
    const kept = new Map<string, z.infer<typeof Kept>>()
    for (const { visit, sealed } of rows) {
      const one = await vault.open(`return/${visit}`, sealed, Kept)
      if (one) kept.set(visit, one)
    }
    const codes = [...kept.values()].flatMap(({ dossier }) => (dossier ? [dossier] : []))
    const known = new Map((codes.length > 0 ? await dossiers(codes) : []).map((one) => [one.code, one]))
    const visits = await store.some([...kept.keys()])
    const found: FollowUp[] = []
    for (const visit of new Map([...promised, ...visits].map((one) => [one.id, one])).values()) {
      const { nick = null, dossier = null } = kept.get(visit.id) ?? {}
      const told = (why: FollowUp['why'], day: string): FollowUp => ({
        id: visit.id,
        day,
        why,
        number: visit.number,
        visited: visit.day,
        hamlet: visit.hamlet,
        kinds: visit.kinds,
        nick,
        dossier,
      })
      const watched = dossier ? known.get(dossier) : undefined
      const due = watched?.due?.at.slice(0, 10) ?? null
      const why = watched ? reasonOf({ ...watched, due }, today) : null
      if (why && why !== 'over') found.push(told(why, due ?? today))
      else if (promised.some(({ id }) => id === visit.id)) found.push(told('promised', visit.follow ?? today))
    }
    return found.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  }

  return {
    /** All that a phone needs for a day without a network; nothing of anybody. */
    async pack({ device, actor }: Caller): Promise<Pack> {
      const team = assist.teams.find(({ id }) => id === device.team)
      const key = await devices.currentKey()
      return {
        unit,
        unitName: content.unit.name,
        key: { id: key.id, public: key.public },
        member: actor.name,
        team: { id: device.team, label: team?.name ?? device.team },
        hamlets: [...new Set([...(team?.hamlets ?? []), ...content.unit.hamlets])],
        kinds: assist.kinds,
        difficulties: assist.difficulties,
        cards: assist.cards,
        shifts: (await shiftsFrom(dayOf(clock()))).filter((shift) => shift.team === device.team),
        expiresAt: isoVn(new Date(device.expires_at)),
      }
    },

    /** What a member did, and what there is to do. */
    async mine({ device, actor }: Caller): Promise<Mine> {
      const today = dayOf(clock())
      const [visits, due, refused, shifts] = await Promise.all([
        store.ofMember(actor.id, `${today.slice(0, 7)}-01`, today),
        followUps(actor.id, today),
        records.openOf(actor.id, addDays(today, -REFUSED_DAYS)),
        shiftsFrom(today),
      ])
      return {
        today: visits.filter(({ day }) => day === today).length,
        month: visits.length,
        byKind: summary(visits, assist).byKind,
        followUps: due,
        refused,
        shifts: shifts.filter((shift) => shift.team === device.team),
      }
    },

    /** A promise was kept, or a watched dossier told: nothing of the person is kept any longer. */
    async followed(actor: Actor, id: string): Promise<void> {
      const visit = await store.find(id)
      if (!visit || visit.member !== actor.id) throw problem('request.not-found')
      await db.write([visitMark(unit, id, 'followed_at', isoVn(clock())), returns.dropping(id)])
    },

    /** Coming shifts of all teams. */
    shifts: () => shiftsFrom(dayOf(clock())),
    async addShift(lead: Actor, input: ShiftInput): Promise<Shift> {
      if (!assist.teams.some(({ id }) => id === input.team))
        throw problem('request.invalid', { detail: 'tổ này không có trong danh sách' }, { field: 'team' })
      if (input.day < dayOf(clock())) throw problem('request.invalid', { detail: 'ngày trực đã qua' }, { field: 'day' })
      const shift = { id: readableId(random, 8), ...input }
      const detail = { team: shift.team, day: shift.day }
      await db.write([
        returns.shiftWrite(shift),
        audit({ actor: lead, action: 'assist.shift', subject: shift.id, detail }),
      ])
      return shift
    },
    async dropShift(lead: Actor, id: string): Promise<void> {
      await db.write([returns.shiftDrop(id), audit({ actor: lead, action: 'assist.drop-shift', subject: id })])
    },
  }
}
export type AssistDay = ReturnType<typeof createDay>
