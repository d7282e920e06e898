import { type Random, readableId } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, dayOf, isoVn } from '../kernel/time.ts'
import type { AuditEntry } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import { type Db, isDuplicate, type Statement } from '../storage/db.ts'
import type { Composer } from './compose.ts'
import type { Document } from './document/model.ts'
import { isToMend } from './document/tables.ts'
import type { Figure, PeriodQuery, ReportKind } from './schema.ts'
import type { Reports } from './service.ts'
import { type Later, type OwnText, type Signed, signedStore, signedWrite, textWrite } from './signed-store.ts'

type Deps = {
  db: Db
  clock: Clock
  random: Random
  reports: Reports
  composer: Composer
  audit: (entry: AuditEntry) => Statement
}

/** A figure that is not any more what was signed. */
export type Correction = { key: string; label: string; signed: Figure; now: Figure | null }

/** What people add to reports, and what they sign: a signed report keeps its figures, corrections are told beside it. */
export function createSigning({ db, clock, random, reports, composer, audit }: Deps) {
  const store = signedStore(db)

  async function own(unit: string, kind: ReportKind, query: PeriodQuery): Promise<Map<string, OwnText>> {
    return store.texts(unit, kind, reports.periodOf(query))
  }

  /** The report with what people wrote into it. */
  async function draft(unit: string, kind: ReportKind, query: PeriodQuery): Promise<Document> {
    const texts = await own(unit, kind, query)
    return composer.document(unit, kind, query, new Map([...texts].map(([section, { text }]) => [section, text])))
  }

  async function find(unit: string, id: string): Promise<Signed> {
    const found = await store.find(unit, id)
    if (!found) throw problem('report.not-signed')
    return found
  }

  return {
    own,
    draft,
    list: store.list,
    find,

    /** Keeps what a person wrote. `seen`: the version that was before them. Throws `report.text-changed`. */
    async write(
      actor: Actor,
      kind: ReportKind,
      query: PeriodQuery,
      section: string,
      text: string,
      seen: number,
    ): Promise<void> {
      const period = reports.periodOf(query)
      const known = (await draft(actor.unit, kind, query)).blocks.some(
        (block) => block.type === 'own' && block.key === section,
      )
      if (!known) throw problem('request.not-found')
      try {
        await db.write([
          textWrite(actor.unit, kind, period, section, text, seen + 1, actor, isoVn(clock())),
          audit({
            actor,
            action: 'report.write',
            subject: `${kind} ${period.from}..${period.to}`,
            detail: { section },
          }),
        ])
      } catch (error) {
        if (isDuplicate(error)) throw problem('report.text-changed')
        throw error
      }
    },

    /** Dossiers and cases of a signed report's period that were added or changed since: they explain its corrections. */
    async later(unit: string, id: string): Promise<Later[]> {
      const { period, at } = await find(unit, id)
      return store.later(unit, period, at)
    },

    /** Freezes a report of a period that is over; what was only there to be mended before signing is left out. Throws `report.not-over`. */
    async sign(actor: Actor, kind: ReportKind, query: PeriodQuery): Promise<Signed> {
      const period = reports.periodOf(query)
      const now = clock()
      if (period.to >= dayOf(now)) throw problem('report.not-over', { to: period.to })
      const [document, figures] = await Promise.all([
        draft(actor.unit, kind, query),
        reports.figures(actor.unit, period),
      ])
      const signed: Signed = {
        id: readableId(random, 8),
        kind,
        period,
        by: actor.name,
        at: isoVn(now),
        document: { ...document, annex: document.annex.filter((one) => !isToMend(one)), day: dayOf(now) },
        figures,
      }
      await db.write([
        signedWrite(actor.unit, signed, actor),
        audit({ actor, action: 'report.sign', subject: signed.id, detail: { kind, from: period.from, to: period.to } }),
      ])
      return signed
    },

    /** Figures that later imports or cases have changed since a report was signed. */
    async corrections(unit: string, id: string): Promise<Correction[]> {
      const { figures, period } = await find(unit, id)
      const now = new Map((await reports.figures(unit, period)).map((figure) => [figure.key, figure]))
      return figures.flatMap((signed) => {
        const figure = now.get(signed.key) ?? null
        const same =
          figure?.value === signed.value &&
          figure.numerator === signed.numerator &&
          figure.denominator === signed.denominator
        return same ? [] : [{ key: signed.key, label: signed.label, signed, now: figure }]
      })
    },
  }
}
export type Signing = ReturnType<typeof createSigning>
