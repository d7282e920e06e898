import { type Context, Hono } from 'hono'
import { redirectWith } from '../../console/flash.ts'
import { Buttons, Confirm, EMPTY_FORM, Field, Form, type FormState, Submit, TextArea } from '../../console/form.tsx'
import { List } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { Problem } from '../../kernel/problem.ts'
import { showMoment } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import type { Hooks } from '../hooks/service.ts'

const PATH = '/console/reports/hooks'
const STATES: Record<string, string> = { waiting: 'đang gửi lại', sent: 'đã nhận', failed: 'thôi gửi' }

/** Where changed figures are sent: the list, adding, removing, trying. */
export function hookPages(hooks: Hooks): Hono<StaffEnv> {
  async function show(
    c: Context<StaffEnv>,
    {
      state = EMPTY_FORM,
      made,
      status = 200,
    }: { state?: FormState; made?: { id: string; secret: string }; status?: 200 | 422 } = {},
  ) {
    const list = await hooks.list()
    return page(
      c,
      {
        title: 'Báo số liệu cho hệ thống khác',
        help: 'reports',
        status,
        back: { href: '/console/reports', label: 'Báo cáo' },
      },
      <>
        {made ? (
          <p class="note" role="status">
            Đã thêm {made.id}. Khóa ký, chỉ hiện một lần này: <code>{made.secret}</code>
          </p>
        ) : null}
        <p>
          Khi chỉ số của quý này mới có hoặc đổi, hệ thống gửi một tin JSON tới các địa chỉ dưới đây, ký ở đầu mục
          x-hook-signature (HMAC-SHA256 của nội dung). Không nhận thì gửi lại sau 1, 5, 30 phút, 2, 6, 24 giờ.
        </p>
        <List
          label="Nơi nhận"
          rows={list}
          empty={<p>Chưa có nơi nhận nào.</p>}
          columns={[
            { head: 'Địa chỉ', main: true, cell: (one) => one.url },
            { head: 'Chỉ số', cell: (one) => (one.keys.length === 0 ? 'tất cả' : one.keys.join(', ')) },
            { head: 'Người thêm', cell: (one) => `${one.by}, ${showMoment(new Date(one.at))}` },
            {
              head: 'Lần gửi cuối',
              cell: (one) =>
                one.last ? `${STATES[one.last.state] ?? ''} (${one.last.answer ?? 'chưa gửi'})` : 'chưa gửi',
            },
            {
              head: 'Việc',
              cell: (one) => (
                <>
                  <Form action={`${PATH}/${one.id}/test`}>
                    <Submit tone="plain">Gửi thử</Submit>
                  </Form>
                  <Confirm
                    label="Xóa"
                    warn="Nơi này không nhận số liệu nữa; khóa ký cũ không dùng lại được."
                    button="Xóa nơi nhận"
                    action={`${PATH}/${one.id}/remove`}
                  />
                </>
              ),
            },
          ]}
        />
        <h2>Thêm nơi nhận</h2>
        <Form action={PATH} state={state}>
          <Field name="url" label="Địa chỉ https" state={state} required hint="Không nhận địa chỉ nội bộ." />
          <TextArea
            name="keys"
            label="Mã chỉ số, mỗi dòng một mã; để trống là tất cả"
            state={state}
            rows={3}
            maxlength={4000}
          />
          <Buttons>
            <Submit>Thêm nơi nhận</Submit>
          </Buttons>
        </Form>
      </>,
    )
  }

  return new Hono<StaffEnv>()
    .get('/', need('unit:settings'), (c) => show(c))
    .post('/', need('unit:settings'), async (c) => {
      const body = await c.req.parseBody()
      const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
      const values = { url: text('url').slice(0, 500), keys: text('keys').slice(0, 4000) }
      try {
        const keys = values.keys.split(/[\s,;]+/).filter(Boolean)
        return await show(c, { made: await hooks.add(c.var.actor, values.url, keys) })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return show(c, { state: { values, errors: { [error.extra.field ?? '']: error.message } }, status: 422 })
      }
    })
    .post('/:id/test', need('unit:settings'), async (c) => {
      const { ok, answer } = await hooks.test(c.var.actor, c.req.param('id'))
      return redirectWith(c, PATH, ok ? `Nơi nhận trả lời ${answer}.` : `Chưa nhận được: ${answer}.`)
    })
    .post('/:id/remove', need('unit:settings'), async (c) => {
      await hooks.remove(c.var.actor, c.req.param('id'))
      return redirectWith(c, PATH, 'Đã xóa nơi nhận.')
    })
}
