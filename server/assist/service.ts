import type { Content } from '../content/schema.ts'
import { type Random, readableId } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import { addDays, type Clock, type Day, dayOf, isoVn } from '../kernel/time.ts'
import type { AuditEntry } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import { type Db, isDuplicate, type Statement } from '../storage/db.ts'
import { summary, TAKE_BACK_HOURS, unknown } from './rules.ts'
import type { Summary, Visit, VisitInput } from './schema.ts'
import { assistStore, visitMark, visitWrite } from './store.ts'

/** The latest day for which a return may be promised. */
const FOLLOW_DAYS = 120

export type AssistDeps = {
  db: Db
  clock: Clock
  random: Random
  content: Pick<Content, 'unit' | 'assist'>
  audit: (entry: AuditEntry) => Statement
}

/** The community digital team: visits without identity, promises to come back, counts (NĐ 224/2026/NĐ-CP Điều 79). */
export function createAssist({ db, clock, random, content, audit }: AssistDeps) {
  const unit = content.unit.code
  const store = assistStore(db, unit)
  const { assist } = content
  const invalid = (detail: string, field: string) => problem('request.invalid', { detail }, { field })

  return {
    content: assist,

    /** Records a visit once. Throws `request.invalid` naming the field. */
    async record(actor: Actor, input: VisitInput): Promise<Visit> {
      const { key, team, kinds, difficulties, hamlet, procedure, place, outcome, follow } = input
      const now = clock()
      const day = dayOf(now)
      if (!assist.teams.some(({ id }) => id === team)) throw invalid('tổ này không có trong danh sách', 'team')
      if (unknown(kinds, assist.kinds).length > 0) throw invalid('việc đã giúp không có trong danh sách', 'kinds')
      if (unknown(difficulties, assist.difficulties).length > 0)
        throw invalid('khó khăn không có trong danh sách', 'difficulties')
      if (follow && (follow < day || follow > addDays(day, FOLLOW_DAYS)))
        throw invalid(`ngày hẹn phải từ hôm nay đến ${FOLLOW_DAYS} ngày tới`, 'follow')
      const visit: Visit = {
        id: readableId(random, 10),
        day,
        at: isoVn(now),
        member: actor.id,
        memberName: actor.name,
        team,
        hamlet: hamlet || null,
        place,
        kinds,
        difficulties,
        procedure: procedure || null,
        outcome,
        follow: follow || null,
        followedAt: null,
      }
      try {
        await db.write([
          visitWrite(unit, key, visit),
          audit({ actor, action: 'assist.record', subject: visit.id, detail: { team, place, outcome } }),
        ])
        return visit
      } catch (error) {
        const before = isDuplicate(error) ? await store.byKey(key) : null
        if (!before) throw error
        return before
      }
    },

    /** A member's own page: today, this month, promises that are due, the last visits. */
    async mine(actor: Actor) {
      const today = dayOf(clock())
      const month = `${today.slice(0, 7)}-01`
      const [visits, due] = await Promise.all([store.ofMember(actor.id, month, today), store.due(actor.id, today)])
      return {
        today: visits.filter(({ day }) => day === today).length,
        month: visits.length,
        due,
        last: visits.slice(0, 10),
      }
    },

    /** Takes back one's own visit within a day. */
    async takeBack(actor: Actor, id: string): Promise<void> {
      const visit = await store.find(id)
      if (!visit || visit.member !== actor.id) throw problem('request.not-found')
      const age = clock().getTime() - new Date(visit.at).getTime()
      if (age > TAKE_BACK_HOURS * 3_600_000) throw problem('assist.too-late', { hours: TAKE_BACK_HOURS })
      await db.write([
        visitMark(unit, id, 'withdrawn_at', isoVn(clock())),
        audit({ actor, action: 'assist.take-back', subject: id }),
      ])
    },

    /** A promise to come back was kept. */
    async followed(actor: Actor, id: string): Promise<void> {
      const visit = await store.find(id)
      if (!visit || visit.member !== actor.id || !visit.follow) throw problem('request.not-found')
      await db.write([visitMark(unit, id, 'followed_at', isoVn(clock()))])
    },

    /** Counts of all teams between two days, both included. */
    async summary(from: Day, to: Day): Promise<Summary> {
      return summary(await store.between(from, to), assist)
    },
  }
}
export type Assist = ReturnType<typeof createAssist>
