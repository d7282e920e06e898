import { Hono } from 'hono'
import { Field, Select } from '../../console/form.tsx'
import { Facts, Filters, List, Pager, Tone } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { problem } from '../../kernel/problem.ts'
import { showDay, showMoment } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { normaliseCode } from '../rules/code.ts'
import { type Moment, State } from '../schema.ts'
import type { Around } from './around.ts'

const PAGE = 40
/** States in which something may still be told. */
const FOLLOWED = new Set<State>(['submitted', 'received', 'processing', 'waiting', 'paying', 'stopped', 'ready'])

/** Search and a single dossier. */
export function listPages({ dossiers }: Around) {
  return new Hono<StaffEnv>()
    .get('/', need('dossiers:read'), async (c) => {
      const { actor, frame } = c.var
      const { say } = frame
      const { q = '', state = '', field = '' } = c.req.query()
      const at = Math.max(1, Math.min(10_000, Number(c.req.query('page')) || 1))
      const known = State.options.find((one) => one === state) ?? ''
      const query = { q: q.trim().slice(0, 80), state: known, field: field.slice(0, 80) }
      const [found, fields] = await Promise.all([
        dossiers.search({ ...query, limit: PAGE, offset: (at - 1) * PAGE }),
        dossiers.fields(),
      ])
      return page(
        c,
        { title: 'Hồ sơ thủ tục hành chính', help: 'dossiers', wide: true },
        <>
          {actor.rights.has('dossiers:import') ? (
            <p>
              <a class="button main" href="/console/dossiers/import">
                Nạp tệp từ phần mềm một cửa
              </a>
            </p>
          ) : null}
          <Filters action="/console/dossiers" button="Tìm">
            <Field name="q" type="search" label="Mã hồ sơ hoặc tên thủ tục" value={query.q} maxlength={80} />
            <Select
              name="state"
              label="Tình trạng"
              value={query.state}
              empty="Mọi tình trạng"
              options={State.options.map((one) => ({ value: one, label: say(`dossier.state.${one}`) }))}
            />
            <Select
              name="field"
              label="Lĩnh vực"
              value={query.field}
              empty="Mọi lĩnh vực"
              options={fields.map((one) => ({ value: one, label: one }))}
            />
          </Filters>
          <p class="soft">
            {found.total} hồ sơ, mới nhận đứng trước. Tên và điện thoại người nộp không được lưu, chỉ còn chữ cái đầu.
          </p>
          <List
            label="Hồ sơ"
            rows={found.dossiers}
            empty={
              <p>
                {query.q || query.state || query.field
                  ? 'Không có hồ sơ nào khớp. Thử bỏ bớt điều kiện tìm.'
                  : 'Chưa có hồ sơ nào. Nạp tệp xuất của phần mềm một cửa để bắt đầu.'}
              </p>
            }
            columns={[
              {
                head: 'Thủ tục',
                main: true,
                cell: (one) => (
                  <a href={`/console/dossiers/${encodeURIComponent(one.code)}`}>{one.procedureName ?? one.code}</a>
                ),
              },
              { head: 'Mã', cell: (one) => <span class="code">{one.code}</span> },
              { head: 'Tình trạng', cell: (one) => say(`dossier.state.${one.state}`) },
              { head: 'Tiếp nhận', cell: (one) => shown(one.received) },
              { head: 'Hẹn trả', cell: (one) => shown(one.due) },
              { head: 'Có kết quả', cell: (one) => shown(one.finished ?? one.returned) },
              { head: 'Đơn vị', cell: (one) => one.department ?? '–' },
            ]}
          />
          <Pager
            page={at}
            pages={Math.max(1, Math.ceil(found.total / PAGE))}
            href={(to) => `/console/dossiers?${new URLSearchParams({ ...query, page: String(to) })}`}
          />
        </>,
      )
    })
    .get('/:code', need('dossiers:read'), async (c) => {
      const code = normaliseCode(c.req.param('code'))
      const found = await dossiers.forDesk(code)
      if (!found?.verified) throw problem('dossier.not-found', { code: code.slice(0, 40) })
      const { late } = found
      const moment = (iso: string | undefined) => (iso ? showMoment(new Date(iso)).replace(/^00:00 ngày /, '') : '–')
      return page(
        c,
        { title: found.code, help: 'dossiers', back: { href: '/console/dossiers', label: 'Hồ sơ' } },
        <>
          <p>
            <Tone tone={late ? 'late' : found.status === 'returned' || found.status === 'ready' ? 'done' : 'plain'}>
              {found.statusText}
            </Tone>
            {late ? ` – trễ ${late.workingDays} ngày làm việc` : ''}
          </p>
          <Facts
            facts={[
              ['Thủ tục', [found.procedure, found.procedureCode].filter(Boolean).join(' – ') || '–'],
              ['Người nộp (đã che)', found.applicant ?? '–'],
              ['Đơn vị xử lý', found.department ?? '–'],
              ['Tiếp nhận', moment(found.receivedAt)],
              ['Hẹn trả', found.dueAt ? moment(found.dueAt) : 'chưa có'],
              ['Có kết quả', moment(found.finishedAt)],
              ['Đã trả', moment(found.returnedAt)],
              ['Người dân đang thấy', found.next],
            ]}
          />
          <h2>Diễn biến</h2>
          <ol class="timeline">
            {found.timeline.map(({ at, text, dateOnly }) => (
              <li>
                <p>
                  <b>{text}</b>
                  <br />
                  <small>{dateOnly ? showDay(at.slice(0, 10)) : moment(at)}</small>
                </p>
              </li>
            ))}
          </ol>
          <p>
            <a href={`/console/feedback?q=${encodeURIComponent(found.code)}&show=all`}>Phản ánh nhắc tới hồ sơ này</a>
          </p>
          {FOLLOWED.has(found.status) ? (
            <p>
              <a class="button" href={`/console/notices/slip/${encodeURIComponent(found.code)}`}>
                Phiếu theo dõi (mã QR)
              </a>
            </p>
          ) : null}
          {late || found.status === 'waiting' ? (
            <p>
              <a class="button" href={`/console/notices/tell/${encodeURIComponent(found.code)}`}>
                Nhắn người theo dõi
              </a>
            </p>
          ) : null}
          {late ? (
            <p>
              <a class="button" href={`/console/notices/apology/${encodeURIComponent(found.code)}`}>
                Thư xin lỗi
              </a>
            </p>
          ) : null}
        </>,
      )
    })
}

function shown(moment: Moment | null): string {
  if (!moment) return '–'
  return moment.timed ? showMoment(new Date(moment.at)) : showDay(moment.at.slice(0, 10))
}
