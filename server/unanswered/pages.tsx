import { Hono } from 'hono'
import { List } from '../console/list.tsx'
import { page } from '../console/page.tsx'
import type { Room } from '../console/room.ts'
import { csvFile } from '../kernel/csv.ts'
import { showDay } from '../kernel/time.ts'
import { need, type StaffEnv } from '../people/staff-door.ts'
import type { Reason } from './schema.ts'
import type { UnansweredService } from './service.ts'

/** A guide that waits for an editor, and why in words. */
export type GuideDue = {
  code: string
  title: string
  state: string
  why: string[]
  reviewedAt: string
  reviewedBy: string
}

const WHY: Record<Reason, string> = {
  'no-match': 'không tìm thấy thủ tục nào',
  'out-of-scope': 'không thuộc việc của xã',
  unclear: 'chưa rõ hỏi gì',
  rejected: 'người hỏi bảo không đúng',
}
const SHOWN = 200

/** What editors have to write: questions without an answer, guides that the record has overtaken. */
export function contentPages(unanswered: UnansweredService, guidesDue: () => Promise<GuideDue[]>): Room {
  const pages = new Hono<StaffEnv>()
    .get('/', need('content:review'), async (c) => {
      const [questions, guides] = await Promise.all([unanswered.top(SHOWN), guidesDue()])
      return page(
        c,
        { title: 'Nội dung', help: 'content', wide: true },
        <>
          <h2>Câu hỏi chưa trả lời được ({questions.length})</h2>
          {questions.length > 0 ? (
            <p>
              <a href="/console/content/unanswered.csv">Tải danh sách (CSV)</a>
            </p>
          ) : null}
          <List
            label="Câu hỏi chưa trả lời được"
            rows={questions}
            empty={<p>Chưa có câu nào. Mỗi câu trợ lý không hiểu sẽ vào đây, không kèm danh tính.</p>}
            columns={[
              { head: 'Câu hỏi', main: true, cell: (one) => one.text },
              { head: 'Số lần', number: true, cell: (one) => one.count },
              { head: 'Vì sao', cell: (one) => WHY[one.reason] },
              { head: 'Lần cuối', cell: (one) => showDay(one.lastAt.slice(0, 10)) },
            ]}
          />
          <h2>Bài hướng dẫn cần rà soát ({guides.length})</h2>
          <List
            label="Bài hướng dẫn cần rà soát"
            rows={guides}
            empty={<p>Mọi bài đều khớp với dữ liệu thủ tục hiện có.</p>}
            columns={[
              { head: 'Bài', main: true, cell: (one) => <a href={`/app/?thu-tuc=${one.code}`}>{one.title}</a> },
              { head: 'Mã', cell: (one) => <span class="code">{one.code}</span> },
              { head: 'Tình trạng', cell: (one) => one.state },
              { head: 'Vì sao', cell: (one) => one.why.join('; ') },
              { head: 'Người rà', cell: (one) => `${one.reviewedBy}, ${showDay(one.reviewedAt)}` },
            ]}
          />
        </>,
      )
    })
    .get('/unanswered.csv', need('content:review'), async (c) => {
      const rows = (await unanswered.top(5000)).map((one) => [
        one.text,
        one.count,
        WHY[one.reason],
        one.firstAt,
        one.lastAt,
      ])
      c.header('content-type', 'text/csv; charset=utf-8')
      c.header('content-disposition', 'attachment; filename="cau-hoi-chua-tra-loi.csv"')
      return c.body(csvFile(['Câu hỏi (đã lược)', 'Số lần', 'Vì sao', 'Lần đầu', 'Lần cuối'], rows))
    })
  return {
    path: '/content',
    label: 'Nội dung',
    rights: ['content:review'],
    pages,
    work: async () => [
      {
        label: 'câu hỏi chưa trả lời được',
        count: (await unanswered.top(SHOWN)).length,
        href: '/console/content',
        tone: 'plain',
      },
      { label: 'bài hướng dẫn cần rà soát', count: (await guidesDue()).length, href: '/console/content', tone: 'soon' },
    ],
  }
}
