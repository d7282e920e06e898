import type { CalendarDay } from '../../content/schema.ts'
import { createWorkTime, isWorkingDay } from '../../kernel/calendar.ts'
import { showDay } from '../../kernel/time.ts'
import type { Section } from '../schema.ts'
import type { Settable } from './areas.ts'

/** What is allowed and still deserves a second look before it is saved. `content`: as it would be. */
export function adviceOn(section: Section, content: Settable): string[] {
  if (section === 'desk' || section === 'hours')
    return [...hoursTold(content), ...(section === 'hours' ? cutoff(content) : [])]
  if (section === 'clocks') return lawfulClocks(content)
  return section.startsWith('calendar-') ? idleDays(section.slice(-4), content) : []
}

/** The hours that people read and those that deadlines are counted by are set apart; they should say the same. */
function hoursTold({ unit }: Settable): string[] {
  const told = unit.desk.hours.join(' ')
  const missing = unit.working.windows
    .flat()
    .filter((time) => !new RegExp(`(^|\\D)0?${time.replace(/^0/, '').replace(':', '[:hg]')}`).test(told))
  if (missing.length === 0) return []
  return [
    `Giờ ghi cho người dân không nhắc tới ${missing.join(', ')} của giờ làm việc để tính hạn. Xin xem hai mục có khớp nhau không.`,
  ]
}

/** NĐ 61/2018 Đ.18.2: what comes after 15:00 may count for the next day, not what comes before. */
function cutoff({ unit }: Settable): string[] {
  return unit.working.handoverCutoff < '15:00'
    ? ['Giờ chốt nhận sớm hơn 15:00 là bất lợi cho người dân so với NĐ 61/2018 Đ.18.2.']
    : []
}

/** QĐ 766/QĐ-TTg mục 5.2: 15 working days; NĐ 20/2008 Đ.9: transfer in 5. */
function lawfulClocks({ feedback }: Settable): string[] {
  const { conduct, regulation } = feedback.clocks
  const over = [conduct, regulation].some(({ answer, transfer }) => answer > 15 || (transfer ?? 0) > 5)
  return over
    ? [
        'Phản ánh về hành vi, quy định: Bộ chỉ số QĐ 766/QĐ-TTg mục 5.2 tính 15 ngày làm việc để trả lời, NĐ 20/2008 Đ.9 tính 5 ngày để chuyển. Con số đang ghi dài hơn.',
      ]
    : []
}

/** Days that change nothing: off on a day nobody works anyway, or work on an ordinary working day. */
function idleDays(year: string, content: Settable): string[] {
  const ordinary = createWorkTime([], content.unit.working)
  const days = content.calendar.filter(({ date }) => date.startsWith(year))
  const told = (list: CalendarDay[]) => list.map(({ date }) => showDay(date)).join(', ')
  const off = days.filter(({ date, kind }) => kind === 'off' && !isWorkingDay(ordinary, date))
  const work = days.filter(({ date, kind }) => kind === 'work' && isWorkingDay(ordinary, date))
  const guessed = days.filter(({ status }) => status === 'estimate')
  return [
    ...(off.length > 0 ? [`${told(off)}: vốn đã là ngày nghỉ trong tuần.`] : []),
    ...(work.length > 0 ? [`${told(work)}: vốn đã là ngày làm việc trong tuần.`] : []),
    ...(guessed.length > 0
      ? [`Còn ${guessed.length} ngày dự kiến: mọi hạn rơi vào năm ${year} ghi “dự kiến” cho đến khi có thông báo.`]
      : []),
    ...(days.length === 0 ? [`Năm ${year} không còn ngày nghỉ nào: mọi hạn rơi vào năm này ghi “dự kiến”.`] : []),
  ]
}
