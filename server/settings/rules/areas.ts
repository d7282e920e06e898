import type * as z from 'zod'
import type { Content } from '../../content/schema.ts'
import {
  ClocksValue,
  calendarValue,
  DeskValue,
  HamletsValue,
  HotlinesValue,
  HoursValue,
  ReportsValue,
  type Section,
  type Settings,
} from '../schema.ts'

/** What of the content can be set in the console. */
export type Settable = Pick<Content, 'unit' | 'calendar' | 'feedback' | 'reports'>

/** A section over the content: how it is checked, read out of the content, and laid over it (null = can't be read). */
export type Area = {
  schema: z.ZodType
  take: (content: Settable) => unknown
  put: (content: Settable, value: unknown) => Settable | null
}

function area<T>(schema: z.ZodType<T>, take: (content: Settable) => T, put: (content: Settable, value: T) => Settable) {
  return {
    schema,
    take,
    put: (content: Settable, value: unknown) => {
      const read = schema.safeParse(value)
      return read.success ? put(content, read.data) : null
    },
  } satisfies Area
}

/** `2027` of `calendar-2027`. */
const yearOf = (section: string) => section.slice('calendar-'.length)

const AREAS: Record<string, Area | undefined> = {
  desk: area(
    DeskValue,
    ({ unit: { desk, reception } }) => ({ ...desk, reception }),
    (content, { reception, ...desk }) => ({ ...content, unit: { ...content.unit, desk, reception } }),
  ),
  hotlines: area(
    HotlinesValue,
    ({ unit: { hotlines, police } }) => ({ hotlines, police }),
    (content, value) => ({ ...content, unit: { ...content.unit, ...value } }),
  ),
  hours: area(
    HoursValue,
    ({ unit }) => unit.working,
    (content, working) => ({ ...content, unit: { ...content.unit, working } }),
  ),
  clocks: area(
    ClocksValue,
    ({ feedback: { clocks, departments } }) => ({
      clocks,
      departments: departments.map(({ id, name, phone }) => ({ id, name, ...(phone ? { phone } : {}) })),
    }),
    (content, { clocks, departments }) => {
      // which kinds go where, and which departments there are, stays with the file
      const named = content.feedback.departments.map(({ id, name, kinds, phone }) => {
        const set = departments.find((one) => one.id === id) ?? { name, phone }
        return { id, name: set.name, kinds, ...(set.phone ? { phone: set.phone } : {}) }
      })
      return { ...content, feedback: { ...content.feedback, clocks, departments: named } }
    },
  ),
  reports: area(
    ReportsValue,
    ({ reports: { periods, targets, document } }) => ({
      periods,
      targets,
      signer: document.signer,
      recipients: document.recipients,
    }),
    (content, { signer, recipients, ...rest }) => ({
      ...content,
      reports: { ...content.reports, ...rest, document: { ...content.reports.document, signer, recipients } },
    }),
  ),
  hamlets: area(
    HamletsValue,
    ({ unit: { hamlets } }) => ({ hamlets }),
    (content, { hamlets }) => ({ ...content, unit: { ...content.unit, hamlets } }),
  ),
}

/** A section's checking, reading and laying over. */
export function areaOf(section: Section): Area {
  const fixed = AREAS[section]
  if (fixed) return fixed
  const year = yearOf(section)
  return area(
    calendarValue(year),
    ({ calendar }) => ({ days: calendar.filter(({ date }) => date.startsWith(year)) }),
    (content, { days }) => ({
      ...content,
      calendar: [
        ...content.calendar.filter(({ date }) => !date.startsWith(year)),
        ...days.toSorted((a, b) => a.date.localeCompare(b.date)),
      ],
    }),
  )
}

/**
 * The content as it holds: the files with the latest versions laid over them. What was set once and can't be read any more by
 * today's rules is left out, so that a stored value never stops the service.
 */
export function overlay(content: Content, settings: Settings): Content {
  let settled: Settable = content
  for (const { section, value } of settings)
    if (value !== null) settled = areaOf(section).put(settled, value) ?? settled
  const { unit, calendar, feedback, reports } = settled
  return { ...content, unit, calendar, feedback, reports }
}
