import type { Say } from '../../content/messages.ts'
import type { CaseEvent } from '../schema.ts'
import type { Opened } from './around.ts'
import { Lines, when } from './parts.tsx'

const NAMES: Record<CaseEvent['event'], string> = {
  received: 'Tiếp nhận',
  claimed: 'Nhận việc',
  assigned: 'Phân công',
  transferred: 'Chuyển bộ phận',
  asked: 'Hỏi người dân',
  more: 'Thông tin thêm',
  noted: 'Ghi chú nội bộ',
  kind: 'Sửa loại',
  extended: 'Gia hạn',
  merged: 'Gộp vào việc khác',
  absorbed: 'Nhận gộp',
  closed: 'Trả lời, khép',
  published: 'Công khai',
  unpublished: 'Rút công khai',
  reopened: 'Người dân báo chưa xong',
  rated: 'Người dân đánh giá',
}

/** Events whose words stand on the page as what was said to and fro. */
export const TALK: ReadonlySet<CaseEvent['event']> = new Set(['asked', 'more', 'closed', 'reopened', 'rated'])

/** Everything that happened to a case, the newest first; internal notes are marked. */
export function History({
  opened,
  say,
  departments,
}: {
  opened: Opened
  say: Say
  departments: ReadonlyArray<{ id: string; name: string }>
}) {
  const name = (id: string | undefined) => departments.find((one) => one.id === id)?.name ?? id ?? ''
  return (
    <section aria-labelledby="history">
      <h2 id="history">Diễn biến</h2>
      <ol class="timeline" reversed>
        {[...opened.events].reverse().map((event) => (
          <li>
            <p>
              <b>{NAMES[event.event]}</b>
              {event.event === 'noted' ? ' (người dân không thấy)' : ''}
              <br />
              <small>
                {when(event.at)},{' '}
                {event.by === 'citizen'
                  ? 'người dân'
                  : event.by === 'system'
                    ? 'hệ thống'
                    : (event.actorName ?? 'cán bộ')}
              </small>
            </p>
            <p>{detail(event, say, name)}</p>
            {event.words && !TALK.has(event.event) ? <Lines text={event.words} /> : null}
          </li>
        ))}
      </ol>
      {opened.warnings.length > 0 ? <p class="soft">Hệ thống đã nhắc hạn {opened.warnings.length} lần.</p> : null}
    </section>
  )
}

function detail({ event, payload }: CaseEvent, say: Say, department: (id: string | undefined) => string): string {
  const due = payload.due ? `hạn ${when(payload.due)}` : ''
  const parts: Record<string, string> = {
    received: [payload.kind ? say(`case.kind.${payload.kind}`) : '', due].filter(Boolean).join(', '),
    assigned: [payload.toName, payload.department ? department(payload.department) : ''].filter(Boolean).join(', '),
    transferred: `${department(payload.from)} → ${department(payload.department)}`,
    asked: payload.pauses ? 'đồng hồ tạm dừng' : 'đồng hồ vẫn chạy',
    more: [payload.answers ? 'trả lời câu hỏi' : '', payload.photos ? `${payload.photos} ảnh` : '', due]
      .filter(Boolean)
      .join(', '),
    kind: [payload.kind ? say(`case.kind.${payload.kind}`) : '', due].filter(Boolean).join(', '),
    extended: `${payload.days ?? ''} ngày làm việc, ${due}`,
    merged: payload.into ?? '',
    absorbed: payload.code ?? '',
    closed: payload.outcome ? say(`case.outcome.${payload.outcome}`) : '',
    reopened: due,
    rated: payload.rating ? (payload.rating === 'like' ? 'hài lòng' : 'chưa hài lòng') : '',
  }
  return parts[event] ?? ''
}
