import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { CalendarFile } from '../../server/content/schema.ts'
import {
  addWorkingDays,
  addWorkingHours,
  addWorkingMinutes,
  createWorkTime,
  dueAt,
  isEstimated,
  isWorkingDay,
  nextWorkingDay,
  rollForward,
  type WorkTime,
  workingDaysBetween,
} from '../../server/kernel/calendar.ts'
import { addDays, dayOf, instantAt, isoVn, minuteOf, weekdayOf } from '../../server/kernel/time.ts'

const { days } = CalendarFile.parse(
  parse(readFileSync(join(import.meta.dirname, '../../content/calendar.yaml'), 'utf8')),
)
const HOURS = {
  windows: [
    ['07:30', '11:30'],
    ['13:30', '17:00'],
  ],
  weekdays: [1, 2, 3, 4, 5],
  handoverCutoff: '15:00',
} as const
const time = createWorkTime(days, HOURS)
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+07:00`)
const shown = (moment: Date) => isoVn(moment).slice(0, 16).replace('T', ' ')

describe('days of work', () => {
  it.each([
    ['2023-01-20', false, 'Tết 2023 begins'],
    ['2023-01-27', true, 'first day after Tết 2023'],
    ['2023-05-03', false, 'Giỗ Tổ and 30/4 fell on a weekend'],
    ['2023-09-04', false, '2/9/2023 was a Saturday'],
    ['2024-02-14', false, 'last day of Tết 2024'],
    ['2024-02-15', true, 'after Tết 2024'],
    ['2024-04-29', false, 'swapped with 4/5'],
    ['2024-05-04', true, 'swapped Saturday'],
    ['2025-04-26', true, 'swapped Saturday'],
    ['2025-05-02', false, 'swapped with 26/4'],
    ['2026-01-10', true, 'swapped Saturday'],
    ['2026-02-13', true, 'the Friday before Tết 2026'],
    ['2026-02-16', false, 'Tết 2026'],
    ['2026-02-20', false, 'Tết 2026 ends'],
    ['2026-02-23', true, 'after Tết 2026'],
    ['2026-08-22', true, 'swapped Saturday'],
    ['2026-08-31', false, 'swapped with 22/8'],
    ['2026-11-23', true, 'Monday before the new holiday'],
    ['2026-11-24', false, 'Ngày Văn hóa Việt Nam, from 2026'],
    ['2025-11-24', true, 'an ordinary Monday before the resolution'],
    ['2026-11-21', false, 'an ordinary Saturday'],
    ['2027-09-01', false, 'one of the two candidates: kept as off'],
  ])('%s works: %s (%s)', (day, works) => {
    expect(isWorkingDay(time, day)).toBe(works)
  })

  it('every entry that is off falls on a weekday, every entry that works on a weekend, none twice', () => {
    for (const { date, kind } of days) expect([0, 6].includes(weekdayOf(date)), date).toBe(kind === 'work')
    expect(new Set(days.map((day) => day.date)).size).toBe(days.length)
  })

  it('marks promises of years without a notice as estimates', () => {
    expect(isEstimated(time, '2026-12-31')).toBe(false)
    expect(isEstimated(time, '2027-01-04')).toBe(true)
    expect(isEstimated(time, '2030-03-01')).toBe(true)
  })
})

describe('due after working days', () => {
  it.each([
    ['2026-11-20 09:00', 0, '2026-11-20 17:00', 'within the day'],
    ['2026-11-20 15:00', 0, '2026-11-20 17:00', 'exactly at the cut-off counts for the day'],
    ['2026-11-20 15:01', 0, '2026-11-23 17:00', 'after the cut-off: next working day'],
    ['2026-11-20 09:00', 1, '2026-11-23 17:00', 'over the weekend'],
    ['2026-11-20 15:01', 1, '2026-11-25 17:00', 'over the weekend and 24/11'],
    ['2026-11-21 09:00', 1, '2026-11-25 17:00', 'sent online on a Saturday: starts on Monday'],
    ['2026-11-20 05:00', 1, '2026-11-23 17:00', 'before opening is the same day'],
    ['2026-02-12 10:00', 3, '2026-02-24 17:00', 'across Tết'],
    ['2026-08-21 10:00', 1, '2026-08-22 17:00', 'the swapped Saturday counts'],
    ['2026-08-28 10:00', 2, '2026-09-04 17:00', 'across Quốc khánh'],
  ])('%s + %i → %s (%s)', (from, n, due) => {
    expect(shown(addWorkingDays(time, at(from), n))).toBe(due)
  })

  it.each([
    ['2026-09-30', '2026-09-30', 0],
    ['2026-09-30', '2026-10-01', 1],
    ['2026-11-20', '2026-11-22', 0],
    ['2026-11-20', '2026-11-25', 2],
    ['2026-10-01', '2026-09-30', 0],
  ])('late from %s to %s is %i working days', (from, to, n) => {
    expect(workingDaysBetween(time, from, to)).toBe(n)
  })

  it('refuses counts that mean nothing', () => {
    expect(() => addWorkingDays(time, at('2026-11-20 09:00'), -1)).toThrow(RangeError)
    expect(() => addWorkingDays(time, at('2026-11-20 09:00'), 1.5)).toThrow(RangeError)
    expect(() => createWorkTime([], { ...HOURS, windows: [['11:30', '07:30']] })).toThrow(RangeError)
  })
})

describe('working hours', () => {
  it.each([
    ['2026-11-20 08:00', 1, '2026-11-20 09:00', 'within a window'],
    ['2026-11-20 11:00', 1, '2026-11-20 14:00', 'over lunch'],
    ['2026-11-20 10:30', 1, '2026-11-20 11:30', 'ends with the window'],
    ['2026-11-20 12:00', 1, '2026-11-20 14:30', 'begun at lunch'],
    ['2026-11-20 18:00', 8, '2026-11-25 08:00', 'after hours, over 24/11: 7.5 h on Monday, the rest on Wednesday'],
    ['2026-11-21 09:00', 0, '2026-11-23 07:30', 'zero is the first working moment'],
    ['2026-11-20 16:30', 0.5, '2026-11-20 17:00', 'half an hour'],
  ])('%s + %d h → %s (%s)', (from, hours, end) => {
    expect(shown(addWorkingHours(time, at(from), hours))).toBe(end)
  })
})

describe('preview with a request for papers', () => {
  const from = at('2026-10-05 08:00')
  const duration = { value: 5, unit: 'working-day' } as const
  const pause = { from: at('2026-10-07 10:00'), to: at('2026-10-12 10:00') }
  it.each([
    ['restart', [], '2026-10-12 17:00', false],
    ['pause', [], '2026-10-12 17:00', false],
    ['restart', [pause], '2026-10-19 17:00', false],
    ['pause', [pause], '2026-10-15 17:00', false],
    ['pause', [pause, { from: at('2026-10-13 08:00'), to: at('2026-10-14 08:00') }], '2026-10-16 17:00', true],
  ] as const)('%s with %j → %s', (policy, pauses, due, countsLate) => {
    const preview = dueAt(time, { from, duration, pauses: [...pauses], policy })
    expect([preview.due && shown(preview.due), preview.countsLate]).toEqual([due, countsLate])
  })
  it('has no due moment while papers are awaited, and says when it is an estimate', () => {
    expect(dueAt(time, { from, duration, pauses: [{ from, to: null }], policy: 'restart' }).due).toBeNull()
    expect(dueAt(time, { from: at('2026-12-31 08:00'), duration, policy: 'restart' }).estimated).toBe(true)
  })
  it('counts calendar days and rolls forward to a working day', () => {
    const due = dueAt(time, {
      from: at('2026-11-20 08:00'),
      duration: { value: 4, unit: 'day' },
      policy: 'restart',
    }).due
    expect(due && shown(due)).toBe('2026-11-25 17:00')
  })
})

/** The slow oracle: looks at every minute, knows nothing of windows as ranges. */
function minuteWorks(moment: Date): boolean {
  const day = dayOf(moment)
  const special = days.find((entry) => entry.date === day)
  const works = special ? special.kind === 'work' : ![0, 6].includes(weekdayOf(day))
  const clock = isoVn(moment).slice(11, 16)
  return works && ((clock >= '07:30' && clock < '11:30') || (clock >= '13:30' && clock < '17:00'))
}

const moments = fc.integer({ min: 0, max: 4 * 365 * 1440 }).map((minute) => instantAt('2023-06-01', minute))

describe('against an oracle that walks', () => {
  it('working minutes: the walked minutes add up', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 900 }), (from, minutes) => {
        let left = minutes
        let cursor = from.getTime()
        while (left > 0) {
          if (minuteWorks(new Date(cursor))) left--
          cursor += 60_000
        }
        expect(addWorkingMinutes(time, from, minutes).getTime()).toBe(cursor)
      }),
      { numRuns: 150 },
    )
  })

  it('working days: the n-th working midnight after the start day', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 60 }), (from, n) => {
        const works = (day: string) => minuteWorks(instantAt(day, 8 * 60))
        let day = dayOf(from)
        if (works(day) && isoVn(from).slice(11, 16) > '15:00') day = addDays(day, 1)
        while (!works(day)) day = addDays(day, 1)
        for (let left = n; left > 0; ) {
          day = addDays(day, 1)
          if (works(day)) left--
        }
        expect(isoVn(addWorkingDays(time, from, n))).toBe(`${day}T17:00:00+07:00`)
      }),
      { numRuns: 400 },
    )
  })

  it('counting back what was added gives the number again', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 250 }), (from, n) => {
        const start = dayOf(addWorkingDays(time, from, 0))
        expect(workingDaysBetween(time, start, dayOf(addWorkingDays(time, from, n)))).toBe(n)
      }),
    )
  })

  it('later receptions are never due earlier, and every due day is a working day', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 30 }), (from, gap, n) => {
        const due = addWorkingDays(time, from, n)
        expect(isWorkingDay(time, dayOf(due))).toBe(true)
        expect(addWorkingDays(time, new Date(from.getTime() + gap * 60_000), n).getTime()).toBeGreaterThanOrEqual(
          due.getTime(),
        )
      }),
    )
  })

  it('other communes: odd windows and weeks', () => {
    const odd: WorkTime = createWorkTime(days, {
      windows: [
        ['06:45', '10:15'],
        ['12:00', '12:30'],
      ],
      weekdays: [1, 3, 6],
      handoverCutoff: '10:00',
    })
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 2000 }), (from, minutes) => {
        const end = addWorkingMinutes(odd, from, minutes)
        expect(isWorkingDay(odd, dayOf(end))).toBe(true)
        const minute = minuteOf(end)
        expect((minute > 405 && minute <= 615) || (minute > 720 && minute <= 750)).toBe(true)
        // doing it in two steps is the same
        const half = addWorkingMinutes(odd, from, Math.floor(minutes / 2))
        expect(addWorkingMinutes(odd, half, minutes - Math.floor(minutes / 2)).getTime()).toBe(end.getTime())
      }),
    )
    expect(rollForward(odd, nextWorkingDay(odd, '2026-11-20'))).toBe('2026-11-21')
  })
})
