import { addDays, dayOf } from '../time.ts'
import { addWorkingDays, isEstimated, nextWorkingDay, rollForward, startDay, workingDaysBetween } from './days.ts'
import { addWorkingHours } from './hours.ts'
import { endOfWork, type WorkTime } from './work-time.ts'

/** `restart`: counted anew once the papers are complete (NĐ 61/2018 Đ.19.4). `pause`: waiting time is left out (bộ chỉ số QĐ 766). */
export type SupplementPolicy = 'restart' | 'pause'

/** A request for more papers (yêu cầu bổ sung); `to` is null while the citizen has not come back. */
export type Pause = { from: Date; to: Date | null }

export type DueRequest = {
  from: Date
  duration: { value: number; unit: 'working-day' | 'day' | 'hour' }
  pauses?: readonly Pause[]
  policy: SupplementPolicy
}

/** `due` is null while papers are awaited. `countsLate`: a second request makes the dossier late whatever the dates (QĐ 766, 2.1). */
export type Preview = { due: Date | null; estimated: boolean; countsLate: boolean }

/**
 * A preview of the due moment ("dự kiến"). For dossiers of the one-stop software the imported due date is the truth and this
 * is not used. Units: working days end at the close of work, calendar days roll forward to a working day, hours are working hours.
 */
export function dueAt(time: WorkTime, { from, duration, pauses = [], policy }: DueRequest): Preview {
  const countsLate = pauses.length > 1
  const last = pauses.at(-1)
  if (last && last.to === null) return { due: null, estimated: false, countsLate }
  const due =
    policy === 'restart'
      ? count(time, last?.to ?? from, duration)
      : pauses.reduce(
          (moment, pause) => (pause.to ? delay(time, moment, pause.from, pause.to) : moment),
          count(time, from, duration),
        )
  return { due, estimated: isEstimated(time, dayOf(due)), countsLate }
}

function count(time: WorkTime, from: Date, { value, unit }: DueRequest['duration']): Date {
  if (unit === 'working-day') return addWorkingDays(time, from, value)
  if (unit === 'hour') return addWorkingHours(time, from, value)
  return endOfWork(time, rollForward(time, addDays(startDay(time, from), value)))
}

/** Moves a due moment by the working days that the pause took, keeping its time of day. */
function delay(time: WorkTime, due: Date, from: Date, to: Date): Date {
  const waited = workingDaysBetween(time, dayOf(from), dayOf(to))
  let day = dayOf(due)
  for (let i = 0; i < waited; i++) day = nextWorkingDay(time, day)
  return new Date(due.getTime() + (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${dayOf(due)}T00:00:00Z`)))
}
