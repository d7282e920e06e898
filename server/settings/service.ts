import { CalendarFile, type Content, Unit } from '../content/schema.ts'
import { FeedbackContent } from '../content/schema-feedback.ts'
import { ReportSettings } from '../content/schema-reports.ts'
import { createWorkTime } from '../kernel/calendar.ts'
import { type Problem, problem } from '../kernel/problem.ts'
import { type Clock, isoVn } from '../kernel/time.ts'
import type { Audit } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import { type Db, isDuplicate } from '../storage/db.ts'
import { adviceOn } from './rules/advice.ts'
import { areaOf, overlay, type Settable } from './rules/areas.ts'
import { type Change, changesOf } from './rules/changes.ts'
import { type Effects, effectsOf } from './rules/effects.ts'
import { faultsOf } from './rules/faults.ts'
import { fromForm, type Read, type Typed, toForm } from './rules/form.ts'
import { type Plan, type PlanWords, planOf } from './rules/plan.ts'
import { Section, type Version } from './schema.ts'
import { latestSettings, settingsStore } from './store.ts'

export { overlay }

/** The content as it holds now: the files with what was set in the console laid over them. One query. */
export async function settledContent(db: Db, written: Content): Promise<Content> {
  return overlay(written, await latestSettings(db, written.unit.code))
}

export type SettingsDeps = {
  db: Db
  clock: Clock
  /** The content as in the files. */
  written: Content
  audit: Audit
  words: PlanWords
  /** Told after a save, so that this process goes by it at once. */
  changed: () => Promise<void>
}

/** What a save would do, to be read before it is done. */
export type Preview = {
  value: unknown
  changes: Change[]
  advice: string[]
  /** Null when no due moment hangs on the section. */
  effects: Effects | null
  /** The commune as it would be. */
  after: Settable
}
/** A section as its page shows it. `version` 0 = never set; `broken`: what was set can't be read any more, the files hold. */
export type SectionState = {
  section: Section
  plan: Plan
  value: unknown
  version: number
  last: Version | null
  broken: boolean
}
/** What to save: typed values, those of an older version (0 = as in the files), or a state to go back to. */
export type Wanted = { kind: 'edit'; value: unknown } | { kind: 'back'; version: number }

const CLOCKED = /^(hours|clocks|calendar-)/
const SHOWN = 100

/** The room's verbs: what an admin sets in the console instead of in `content/`, version by version. */
export function createSettings({ db, clock, written, audit, words, changed }: SettingsDeps) {
  const unit = written.unit.code
  const store = settingsStore(db, unit)

  const sections = (latest: readonly Version[]): Section[] => {
    const year = Number(isoVn(clock()).slice(0, 4))
    const set = latest.flatMap(({ section }) => (section.startsWith('calendar-') ? [section.slice(-4)] : []))
    const inFiles = written.calendar.map(({ date }) => date.slice(0, 4)).filter((one) => Number(one) >= year - 1)
    const years = [...new Set([...inFiles, ...set, String(year), String(year + 1)])].sort()
    return [
      ...(['hotlines', 'desk', 'hours'] as const),
      ...years.map((one): Section => `calendar-${Number(one)}`),
      ...(['clocks', 'hamlets', 'reports'] as const),
    ]
  }
  function stateOf(section: Section, latest: readonly Version[]): SectionState {
    const last = latest.find((one) => one.section === section) ?? null
    const value = areaOf(section).take(overlay(written, latest))
    const broken = last !== null && last.value !== null && areaOf(section).put(written, last.value) === null
    return { section, plan: planOf(section, words), value, version: last?.version ?? 0, last, broken }
  }
  /** Throws `settings.not-found` unless the section is one of the list. */
  async function find(raw: string): Promise<{ latest: Version[]; state: SectionState }> {
    const latest = await store.latest()
    const section = Section.safeParse(raw).data
    if (!section || !sections(latest).includes(section)) throw problem('settings.not-found')
    return { latest, state: stateOf(section, latest) }
  }
  async function wantedValue(section: Section, wanted: Wanted): Promise<unknown> {
    if (wanted.kind === 'edit') return wanted.value
    if (wanted.version === 0) return null
    const found = await store.find(section, wanted.version)
    if (!found) throw problem('settings.not-found')
    return found.value
  }
  /** The content with one section's value; null = as in the files. Throws `settings.invalid` when it breaks today's rules. */
  function withValue(section: Section, value: unknown, latest: readonly Version[]): Content {
    const rest = latest.filter((one) => one.section !== section)
    const base = overlay(written, rest)
    if (value === null) return base
    const settled = areaOf(section).put(base, value)
    if (!settled) {
      const read = areaOf(section).schema.safeParse(value)
      throw invalid(read.success ? '' : (Object.values(faultsOf(read.error))[0] ?? ''))
    }
    checkWhole(settled)
    return { ...base, ...settled }
  }

  return {
    unit,
    /** Every section with its present value and who set it last. */
    async list(): Promise<SectionState[]> {
      const latest = await store.latest()
      return sections(latest).map((section) => stateOf(section, latest))
    },
    find: async (section: string): Promise<SectionState> => (await find(section)).state,

    /** Reads what was typed: a value, or one sentence for each field that is wrong. */
    read(plan: Plan, section: Section, typed: Typed): { value: unknown } | { faults: Record<string, string> } {
      const read: Read = fromForm(plan, typed)
      const parsed = areaOf(section).schema.safeParse(read.value)
      return parsed.success ? { value: parsed.data } : { faults: faultsOf(parsed.error, read) }
    },
    /** The fields of a value, to go on typing. */
    typed: toForm,

    /** What would change. Throws `settings.invalid` for a value that breaks the rules. */
    async preview(raw: string, wanted: Wanted): Promise<Preview> {
      const { latest, state } = await find(raw)
      const { section, plan } = state
      const value = await wantedValue(section, wanted)
      const [before, after] = [overlay(written, latest), withValue(section, value, latest)]
      return {
        value,
        changes: changesOf(plan, state.value, areaOf(section).take(after)),
        advice: adviceOn(section, after),
        effects: CLOCKED.test(section) ? effectsOf(before, after, await store.openCases(), clock()) : null,
        after,
      }
    },

    /**
     * Saves a version, with its audit in the same write. `seen` is the version that was looked at: throws `settings.changed` when
     * there is a later one, `settings.same` when nothing would change, `staff.forbidden` to another unit's people.
     */
    async save(actor: Actor, raw: string, wanted: Wanted, { seen, note }: { seen: number; note: string }) {
      if (actor.unit !== unit || !actor.rights.has('unit:settings')) throw problem('staff.forbidden')
      const { latest, state } = await find(raw)
      const { section, plan, version } = state
      if (version !== seen) throw problem('settings.changed')
      const value = await wantedValue(section, wanted)
      const after = areaOf(section).take(withValue(section, value, latest))
      const changes = changesOf(plan, state.value, after)
      if (changes.length === 0 && !(value === null && state.last?.value)) throw problem('settings.same')
      const at = clock()
      const origin = wanted.kind === 'edit' ? 'edit' : value === null ? 'file' : 'undo'
      const undoOf = wanted.kind === 'back' && wanted.version > 0 ? wanted.version : null
      const row = { section, version: seen + 1, value, origin, undoOf, at: isoVn(at), note } as const
      const detail = { version: row.version, changes: changes.length, ...(undoOf ? { undoOf } : {}) }
      try {
        await store.write([
          store.adding(row, actor),
          audit({ actor, action: `unit.${origin}`, subject: section, detail, at }),
        ])
      } catch (error) {
        throw isDuplicate(error) ? problem('settings.changed') : error
      }
      await changed()
      return row
    },

    /** A section's versions, newest first, each with what it changed. */
    async history(raw: string) {
      const { state } = await find(raw)
      const { section, plan } = state
      const versions = await store.history(section, SHOWN + 1)
      const inFiles = areaOf(section).take(written)
      const shown = (one: Version | undefined) => one?.value ?? inFiles
      return {
        state,
        versions: versions
          .slice(0, SHOWN)
          .map((one, i) => ({ ...one, changes: changesOf(plan, shown(versions[i + 1]), shown(one)) })),
      }
    },
  }
}
export type SettingsService = ReturnType<typeof createSettings>

/** The whole content by the schemas of the files: what can't be a file can't be a setting. */
function checkWhole({ unit, calendar, feedback, reports }: Settable): void {
  const checks = [
    Unit.safeParse(unit),
    CalendarFile.safeParse({ days: calendar }),
    FeedbackContent.safeParse(feedback),
    ReportSettings.safeParse(reports),
  ]
  for (const { error } of checks) if (error) throw invalid(Object.values(faultsOf(error))[0] ?? '')
  try {
    createWorkTime(calendar, unit.working)
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : '')
  }
}

function invalid(detail: string): Problem {
  return problem('settings.invalid', { detail: detail || 'xin xem lại các mục' })
}
