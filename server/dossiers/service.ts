import { speaker } from '../content/messages.ts'
import type { Content } from '../content/schema.ts'
import { createWorkTime } from '../kernel/calendar.ts'
import { cryptoRandom, type Random, readableId } from '../kernel/ids.ts'
import { type Clock, dayOf } from '../kernel/time.ts'
import type { Db } from '../storage/db.ts'
import { fullAnswer } from './answer.ts'
import type { Tell } from './import/settings.ts'
import type { Source } from './import/source.ts'
import { type ImportOptions, importFile } from './import.ts'
import { lookup } from './lookup.ts'
import { classify, lateBy, momentOf } from './rules/classify.ts'
import { normaliseCode } from './rules/code.ts'
import type { ImportResult, LateDossier, LookupAnswer, LookupRequest } from './schema.ts'
import { createStore } from './store.ts'
import { createTries } from './tries.ts'

export type DossierDeps = {
  db: Db
  clock: Clock
  /** The installation's secret, for keyed hashes of phones and names. */
  key: CryptoKey
  content: Pick<Content, 'unit' | 'calendar' | 'messages'>
  /** Mã đơn vị whose dossiers these are. */
  unit: string
  random?: Random
  /** Field (lĩnh vực) of a procedure, for exports without that column. */
  fieldOf?: (procedureCode: string) => string | null
  /** Tells followers of what an import changes. */
  tell?: Tell
}

/** The room's verbs: import an export of the one-stop software, look a dossier up for a citizen, read all of them for figures. */
export function createDossiers({
  db,
  clock,
  key,
  content,
  unit,
  random = cryptoRandom,
  fieldOf = () => null,
  tell: tellFollowers = async () => [],
}: DossierDeps) {
  const store = createStore(db)
  const say = speaker(content.messages)
  const time = createWorkTime(content.calendar, content.unit.working)
  const hotline = content.unit.hotlines[0]?.phone ?? content.unit.portal.helpline
  const tries = createTries(store.misses, { key, random, hotline })
  const tell = (now: Date) => ({ say, time, desk: content.unit.desk.name, hotline, now })

  return {
    unit,
    /** Takes one file (CSV, XLSX, NDJSON); see `importFile`. */
    importFile: (source: Source, options: ImportOptions = {}): Promise<ImportResult> =>
      importFile(source, options, store, {
        unit,
        key,
        say,
        fieldOf,
        now: clock(),
        writer: readableId(random, 12),
        tell: tellFollowers,
      }),
    /** What a citizen sees of a dossier; see `lookup` for what it throws. */
    lookup: (request: LookupRequest): Promise<LookupAnswer> =>
      lookup(request, clock(), { unit, key, store, tries, tell }),
    /** What a survey may know of a dossier: its field, and whether its result came before, at or after the promise. Null when there is none. */
    async forSurvey(
      code: string,
    ): Promise<{ field: string | null; timing: 'early' | 'on-time' | 'late' | null } | null> {
      const dossier = await store.dossiers.find(unit, normaliseCode(code))
      if (!dossier) return null
      const outcome = classify(dossier, momentOf(clock()))
      const timing = outcome.class === 'solved' && outcome.timing !== 'undated' ? outcome.timing : null
      return { field: dossier.field, timing }
    },
    /** A page of the desk's list, the newest first. */
    search: (query: { q: string; state: string; field: string; limit: number; offset: number }) =>
      store.dossiers.search(unit, query),
    fields: () => store.dossiers.fields(unit),
    /** The known ones of these codes as they stand now. `lateDays`: working days past the due moment; null = not late. */
    async now(codes: string[]) {
      const now = clock()
      const found = await store.dossiers.findMany(unit, codes)
      return [...found.values()].map(({ code, state, procedureName, department, due, finished, returned }) => {
        const facts = { code, state, procedureName, department, due, finished, returned }
        return { ...facts, lateDays: lateBy(facts, now, time)?.workingDays ?? null }
      })
    },
    /** A dossier as its owner would see it, for the desk; null when there is none. Names stay masked: they are not kept. */
    async forDesk(code: string) {
      const dossier = await store.dossiers.find(unit, code)
      return dossier && fullAnswer(dossier, await store.dossiers.events(unit, code), tell(clock()))
    },
    /** Open dossiers past their due moment, the longest first, without who filed them. Working days. */
    async late(): Promise<LateDossier[]> {
      const now = clock()
      const rows = await store.dossiers.late(unit, dayOf(now))
      return rows.flatMap((dossier) => {
        const { code, procedureName, department, due, apology } = dossier
        const workingDays = lateBy(dossier, now, time)?.workingDays
        if (workingDays === undefined || !due) return []
        return [{ code, procedure: procedureName, department, dueAt: due.at, workingDays, apology: apology === true }]
      })
    },
    /** All dossiers of the unit, streamed in order of code, for reports. */
    all: () => store.dossiers.all(unit),
    /** How many dossiers there are. */
    count: () => store.dossiers.count(unit),
  }
}
export type Dossiers = ReturnType<typeof createDossiers>
