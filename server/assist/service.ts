import type { Content } from '../content/schema.ts'
import { type Random, readableId } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import { addDays, type Clock, type Day, dayOf, isoVn } from '../kernel/time.ts'
import type { AuditEntry } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import { type Db, isDuplicate, type Statement } from '../storage/db.ts'
import { createDay, type Watched } from './day.ts'
import { createDevices } from './devices.ts'
import { createRecords, type RecordDeps } from './records.ts'
import { FOLLOW_DAYS, summary, TAKE_BACK_HOURS, unknown } from './rules.ts'
import type { Summary, Visit, VisitInput } from './schema.ts'
import { deviceStore } from './store/devices.ts'
import { recordStore } from './store/records.ts'
import { returnStore } from './store/returns.ts'
import { assistStore, visitMark, visitWrite } from './store.ts'
import { assistVault } from './vault.ts'

/** Days that what the lead has not settled keeps its words: later it can't be filed any more (`faultOf`). */
const WORDS_DAYS = 30

export type AssistDeps = {
  db: Db
  clock: Clock
  random: Random
  content: Pick<Content, 'unit' | 'assist'>
  audit: (entry: AuditEntry) => Statement
  /** The installation's secret. */
  key: CryptoKey
  /** Somebody of the desk who may act now, else null. */
  actorOf: (id: string) => Promise<Actor | null>
  /** The known ones of these dossiers as they stand. */
  dossiers: (codes: string[]) => Promise<Watched[]>
} & Pick<RecordDeps, 'report' | 'answer' | 'followCode'>

/** The community digital team: visits without identity, promises to come back, counts (NĐ 224/2026/NĐ-CP Điều 79). */
export function createAssist(deps: AssistDeps) {
  const { db, clock, random, content, audit, key, actorOf } = deps
  const unit = content.unit.code
  const store = assistStore(db, unit)
  const { assist } = content
  const [phones, sent, returns] = [deviceStore(db, unit), recordStore(db, unit), returnStore(db, unit)]
  const vault = assistVault(key, random, unit)
  const devices = createDevices({ ...deps, store: phones, vault, teams: assist.teams })
  const records = createRecords({ ...deps, unit, store: sent, returns, vault, devices, content: assist, actorOf })
  const day = createDay({ ...deps, unit, store, returns, records, devices, vault })
  const invalid = (detail: string, field: string) => problem('request.invalid', { detail }, { field })

  return {
    content: assist,
    devices,
    records,
    day,

    /** Records a visit once. Throws `request.invalid` naming the field. */
    async record(actor: Actor, input: VisitInput): Promise<Visit> {
      const { key: once, team, kinds, difficulties, hamlet, procedure, place, outcome, follow } = input
      const now = clock()
      const today = dayOf(now)
      if (!assist.teams.some(({ id }) => id === team)) throw invalid('tổ này không có trong danh sách', 'team')
      if (unknown(kinds, assist.kinds).length > 0) throw invalid('việc đã giúp không có trong danh sách', 'kinds')
      if (unknown(difficulties, assist.difficulties).length > 0)
        throw invalid('khó khăn không có trong danh sách', 'difficulties')
      if (follow && (follow < today || follow > addDays(today, FOLLOW_DAYS)))
        throw invalid(`ngày hẹn phải từ hôm nay đến ${FOLLOW_DAYS} ngày tới`, 'follow')
      const visit: Visit = {
        id: readableId(random, 10),
        day: today,
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
        number: null,
        consentAt: isoVn(now),
        device: null,
      }
      try {
        await db.write([
          visitWrite(unit, once, visit),
          audit({ actor, action: 'assist.record', subject: visit.id, detail: { team, place, outcome } }),
        ])
        return visit
      } catch (error) {
        const before = isDuplicate(error) ? await store.byKey(once) : null
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

    /** Forgets one-time links that are over, whom nobody has to come back to any more, and words nobody settled. */
    async forget(): Promise<void> {
      const now = clock()
      const today = dayOf(now)
      await db.write([
        sent.forgetHandovers(now.toISOString()),
        sent.forgetWords(new Date(now.getTime() - WORDS_DAYS * 86_400_000).toISOString()),
        returns.forget(today),
        phones.forgetCodes(now.toISOString()),
      ])
    },

    /** Counts of all teams between two days, both included. */
    async summary(from: Day, to: Day): Promise<Summary> {
      return summary(await store.between(from, to), assist)
    },
  }
}
export type Assist = ReturnType<typeof createAssist>
