import { Hono } from 'hono'
import type { Room } from '../../console/room.ts'
import type { StaffEnv } from '../../people/staff-door.ts'
import type { Around } from './around.ts'
import { casePages } from './case.tsx'
import { enterPages } from './enter.tsx'
import { inboxPages } from './inbox.tsx'
import { latePages } from './late.tsx'

/** Five photos of 8 MB and what multipart adds. */
const BODY = 42_000_000

/** The desk of the hotline: inbox, case, other doors, what is late. */
export function feedbackPages(around: Around): Room[] {
  const { feedback } = around
  const pages = new Hono<StaffEnv>()
    .route('/', inboxPages(around))
    .route('/enter', enterPages(around))
    .route('/', casePages(around))
  return [
    {
      path: '/feedback',
      label: 'Phản ánh',
      rights: ['feedback:read', 'feedback:enter'],
      pages,
      maxBody: BODY,
      work: async (actor) => {
        if (!actor.rights.has('feedback:read')) return []
        const counts = await feedback.desk.counts(actor)
        const line = (show: string, label: string, tone: 'plain' | 'soon' | 'late') => ({
          label,
          count: counts[show] ?? 0,
          href: `/console/feedback?show=${show}`,
          tone,
        })
        return [
          line('late', 'phản ánh quá hạn', 'late'),
          line('reopened', 'phản ánh người dân báo chưa xong', 'late'),
          line('soon', 'phản ánh sắp đến hạn', 'soon'),
          line('new', 'phản ánh chưa ai nhận', 'soon'),
          line('mine', 'phản ánh anh/chị đang xử lý', 'plain'),
        ]
      },
    },
    { path: '/late', label: 'Đang trễ', rights: ['late:read'], pages: latePages(around) },
  ]
}
