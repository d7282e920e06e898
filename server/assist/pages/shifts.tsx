import { type Context, Hono } from 'hono'
import { redirectWith } from '../../console/flash.ts'
import { Buttons, EMPTY_FORM, Field, Form, type FormState, readForm, Select, Submit } from '../../console/form.tsx'
import { List } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { Problem } from '../../kernel/problem.ts'
import { showDay } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { ShiftInput } from '../schema/phone.ts'
import type { Assist } from '../service.ts'
import { BACK } from './phones.tsx'

/** Where and when teams sit; members see the shifts of their team on their phone. */
export function shiftPages({ content: { teams }, day }: Assist) {
  async function list(c: Context<StaffEnv>, state: FormState, status: 200 | 422 = 200) {
    return page(
      c,
      { title: 'Ca trực', help: 'assist', wide: true, back: BACK, status },
      <>
        <List
          label="Ca trực sắp tới"
          rows={await day.shifts()}
          empty={<p>Chưa có ca nào trong 14 ngày tới. Thêm ở dưới; thành viên của tổ thấy trên máy.</p>}
          columns={[
            { head: 'Ngày', main: true, cell: (one) => showDay(one.day) },
            { head: 'Giờ', cell: (one) => `${one.from}–${one.to}` },
            { head: 'Tổ', cell: (one) => teams.find(({ id }) => id === one.team)?.name ?? one.team },
            { head: 'Nơi trực', cell: (one) => one.place },
            { head: 'Ghi chú', cell: (one) => one.note || '–' },
            {
              head: 'Xóa',
              cell: (one) => (
                <form method="post" action={`/console/assist/shifts/${one.id}/drop`}>
                  <button type="submit" class="quiet">
                    Xóa ca
                  </button>
                </form>
              ),
            },
          ]}
        />
        <h2>Thêm ca</h2>
        <Form action="/console/assist/shifts" state={state}>
          <Field name="day" type="date" label="Ngày" state={state} required />
          <Field name="from" label="Từ giờ" hint="Ví dụ 08:00" state={state} value="08:00" required maxlength={5} />
          <Field name="to" label="Đến giờ" hint="Ví dụ 11:00" state={state} value="11:00" required maxlength={5} />
          <Select
            name="team"
            label="Tổ"
            state={state}
            required
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Field name="place" label="Nơi trực" state={state} required maxlength={80} />
          <Field
            name="note"
            label="Ghi chú"
            hint="Ai trực, mang theo gì. Không bắt buộc."
            state={state}
            maxlength={200}
          />
          <Buttons>
            <Submit>Thêm ca</Submit>
          </Buttons>
        </Form>
      </>,
    )
  }
  return new Hono<StaffEnv>()
    .get('/shifts', need('assist:lead'), (c) => list(c, EMPTY_FORM))
    .post('/shifts', need('assist:lead'), async (c) => {
      const form = await readForm(c, ShiftInput)
      if (!form.ok) return list(c, form.state, 422)
      try {
        await day.addShift(c.var.actor, form.data)
        return redirectWith(c, '/console/assist/shifts', 'Đã thêm ca trực.')
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return list(c, { values: { ...form.data }, errors: { [error.extra.field ?? '']: error.message } }, 422)
      }
    })
    .post('/shifts/:id/drop', need('assist:lead'), async (c) => {
      await day.dropShift(c.var.actor, c.req.param('id'))
      return redirectWith(c, '/console/assist/shifts', 'Đã xóa ca trực.')
    })
}
