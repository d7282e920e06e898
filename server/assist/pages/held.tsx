import { Hono } from 'hono'
import { redirectWith } from '../../console/flash.ts'
import { Confirm } from '../../console/form.tsx'
import { Empty } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { Problem } from '../../kernel/problem.ts'
import { showDay, showMoment } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import type { OpenRecord } from '../schema/phone.ts'
import type { Assist } from '../service.ts'
import { BACK } from './phones.tsx'

/** What phones sent in and could not be filed, each with its reason; nothing of who was helped. */
export function heldPages({ records }: Assist) {
  const HERE = '/console/assist/held'
  return new Hono<StaffEnv>()
    .get('/held', need('assist:lead'), async (c) => {
      const held = await records.open()
      return page(
        c,
        { title: 'Lượt giữ lại', help: 'assist', back: BACK },
        <>
          <p>
            Lượt gửi từ máy của thành viên mà chưa ghi được. Sửa xong nguyên nhân (danh sách việc, tổ, phiếu khảo sát)
            thì bấm “Ghi lại”.
          </p>
          {held.length === 0 ? <Empty>Không có lượt nào bị giữ lại.</Empty> : null}
          {held.map((one) => (
            <Held one={one} />
          ))}
        </>,
      )
    })
    .post('/held/:id/file', need('assist:lead'), async (c) => {
      try {
        await records.retry(c.var.actor, c.req.param('id'), false)
        return redirectWith(c, HERE, 'Đã ghi lượt này.')
      } catch (error) {
        if (!(error instanceof Problem) || error.status === 404) throw error
        return redirectWith(c, HERE, `Vẫn chưa ghi được: ${error.message}`)
      }
    })
    .post('/held/:id/file-rest', need('assist:lead'), async (c) => {
      try {
        const { message } = await records.retry(c.var.actor, c.req.param('id'), true)
        return redirectWith(c, HERE, message ? `Đã ghi lượt, bỏ phần: ${message}` : 'Đã ghi lượt này.')
      } catch (error) {
        if (!(error instanceof Problem) || error.status === 404) throw error
        return redirectWith(c, HERE, `Vẫn chưa ghi được: ${error.message}`)
      }
    })
    .post('/held/:id/drop', need('assist:lead'), async (c) => {
      await records.drop(c.var.actor, c.req.param('id'))
      return redirectWith(c, HERE, 'Đã bỏ lượt này.')
    })
}

const TAMPERED = 'assist.unreadable'

function Held({ one: { id, memberName, number, day, receivedAt, state, reason, detail } }: { one: OpenRecord }) {
  const action = (name: string) => `/console/assist/held/${encodeURIComponent(id)}/${name}`
  return (
    <section>
      <h2>
        {memberName}, {number === null ? 'không rõ số' : `người số ${number}`}, ngày {showDay(day)}
      </h2>
      <p>
        <b>{state === 'partial' ? 'Đã ghi lượt, trừ một phần.' : 'Chưa ghi.'}</b> {detail}
      </p>
      <p class="note">Xã nhận lúc {showMoment(new Date(receivedAt))}.</p>
      {state === 'refused' && reason !== TAMPERED ? (
        <div class="buttons">
          <form method="post" action={action('file')}>
            <button type="submit" class="button main">
              Ghi lại
            </button>
          </form>
          <form method="post" action={action('file-rest')}>
            <button type="submit" class="button plain">
              Ghi lượt, bỏ phần không nhận được
            </button>
          </form>
        </div>
      ) : null}
      <Confirm
        label={state === 'partial' ? 'Đã xem' : 'Bỏ lượt này'}
        warn={state === 'partial' ? 'Mục này sẽ không hiện nữa.' : 'Lượt này sẽ không được ghi, nội dung bị xóa.'}
        button={state === 'partial' ? 'Đã xem, không hiện nữa' : 'Bỏ hẳn'}
        action={action('drop')}
      />
    </section>
  )
}
