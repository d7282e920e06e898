import { Hono } from 'hono'
import { List, Tone } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import type { Around } from './around.ts'
import { inShort, when } from './parts.tsx'

/** "Đang trễ": who, since when, why; for the chairman's morning. Cases first, dossiers below. */
export function latePages({ feedback, lateDossiers }: Around) {
  return new Hono<StaffEnv>().get('/', need('late:read'), async (c) => {
    const [cases, dossiers] = await Promise.all([feedback.desk.late(c.var.actor), lateDossiers()])
    return page(
      c,
      { title: 'Đang trễ', help: 'late', wide: true },
      <>
        <h2>Phản ánh, kiến nghị ({cases.length})</h2>
        <List
          label="Phản ánh đang trễ"
          rows={cases}
          empty={<p>Không có phản ánh nào quá hạn.</p>}
          columns={[
            {
              head: 'Việc',
              main: true,
              cell: (one) => <a href={`/console/feedback/${one.code}`}>{inShort(one.brief)}</a>,
            },
            {
              head: 'Ai đang giữ',
              cell: (one) =>
                one.assigneeName ? `${one.assigneeName}, ${one.departmentName}` : `Chưa ai nhận, ${one.departmentName}`,
            },
            { head: 'Hạn', cell: (one) => when(one.dueAt) },
            {
              head: 'Trễ',
              cell: (one) =>
                one.lateDays > 0 ? (
                  <Tone tone="late">{one.lateDays} ngày làm việc</Tone>
                ) : (
                  <Tone tone="late">dưới một ngày</Tone>
                ),
            },
            {
              head: 'Vì sao',
              cell: (one) =>
                [
                  one.transferLate ? 'quá hạn phân công, chuyển' : '',
                  one.state === 'reopened' ? 'người dân báo chưa xong' : '',
                  one.extendedDays > 0 ? `đã gia hạn ${one.extendedDays} ngày` : '',
                ]
                  .filter(Boolean)
                  .join('; ') || 'chưa ghi lý do',
            },
          ]}
        />
        <h2>Hồ sơ thủ tục hành chính ({dossiers.length})</h2>
        <List
          label="Hồ sơ đang trễ"
          rows={dossiers}
          empty={<p>Không có hồ sơ nào quá hạn.</p>}
          columns={[
            {
              head: 'Hồ sơ',
              main: true,
              cell: (one) => (
                <a href={`/console/dossiers/${encodeURIComponent(one.code)}`}>{one.procedure ?? one.code}</a>
              ),
            },
            { head: 'Mã', cell: (one) => <span class="code">{one.code}</span> },
            { head: 'Đơn vị xử lý', cell: (one) => one.department ?? '–' },
            { head: 'Hẹn trả', cell: (one) => when(one.dueAt) },
            { head: 'Trễ', cell: (one) => <Tone tone="late">{one.workingDays} ngày làm việc</Tone> },
            {
              head: 'Xin lỗi',
              cell: (one) => (one.apology ? <Tone tone="done">đã có văn bản</Tone> : <Tone tone="soon">chưa có</Tone>),
            },
          ]}
        />
      </>,
    )
  })
}
