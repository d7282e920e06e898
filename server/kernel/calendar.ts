/**
 * The one deadline clock (house rule 2): working days and hours of a commune, from its calendar and working windows.
 * Pure; nothing here knows the present moment. Law: NĐ 61/2018 Đ.18–19, BLLĐ 45/2019 Đ.111–112.
 */

export {
  addWorkingDays,
  isEstimated,
  isWorkingDay,
  nextWorkingDay,
  rollForward,
  startDay,
  workingDaysBetween,
} from './calendar/days.ts'
export { type DueRequest, dueAt, type Pause, type Preview, type SupplementPolicy } from './calendar/due.ts'
export { addWorkingHours, addWorkingMinutes } from './calendar/hours.ts'
export { createWorkTime, endOfWork, type SpecialDay, type WorkingHours, type WorkTime } from './calendar/work-time.ts'
