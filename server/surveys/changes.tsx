import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../console/flash.ts'
import {
  Buttons,
  Check,
  EMPTY_FORM,
  Form,
  type FormState,
  Hidden,
  readForm,
  Submit,
  TextArea,
} from '../console/form.tsx'
import { List, Tone } from '../console/list.tsx'
import { page } from '../console/page.tsx'
import { Problem } from '../kernel/problem.ts'
import { showDay } from '../kernel/time.ts'
import { need, type StaffEnv } from '../people/staff-door.ts'
import type { SurveyChanges } from './change-service.ts'
import { type Change, ChangeInput } from './schema.ts'

const HERE = '/console/surveys/changes'
const BACK = { href: '/console/surveys', label: 'Khảo sát' }
const Typed = z.object({
  ...ChangeInput.shape,
  published: z
    .string()
    .optional()
    .transform((ticked) => ticked !== undefined),
  seen: z.coerce.number().int().min(0).default(0),
})

/** *Bà con góp ý, xã đã làm*: staff say what was changed because of answers. To be mounted under the surveys' pages. */
export function changePages(changes: SurveyChanges): Hono<StaffEnv> {
  async function list(c: Context<StaffEnv>, state: FormState, status: 200 | 409 | 422 = 200) {
    const all = await changes.all()
    return page(
      c,
      { title: 'Bà con góp ý, xã đã làm', help: 'surveys', back: BACK, status },
      <>
        <p>Bà con thấy các mục đã đăng trong ứng dụng và khi hỏi trong khung trò chuyện.</p>
        <List
          label="Việc đã làm theo góp ý"
          rows={all}
          empty={<p>Chưa có mục nào. Viết mục đầu tiên ở dưới.</p>}
          columns={[
            { head: 'Bà con góp ý', main: true, cell: (one) => <a href={`${HERE}/${one.id}`}>{one.said}</a> },
            { head: 'Xã đã làm', cell: (one) => one.done },
            {
              head: 'Đăng',
              cell: (one) =>
                one.published ? (
                  <Tone tone="done">{`đã đăng ${showDay(one.publishedDay ?? '')}`}</Tone>
                ) : (
                  <Tone tone="plain">bản nháp</Tone>
                ),
            },
            { head: 'Người sửa', cell: (one) => one.changedBy },
          ]}
        />
        <h2>Thêm mục</h2>
        <Editor action={HERE} state={state} />
      </>,
    )
  }
  async function edit(c: Context<StaffEnv>, id: string, state: FormState, status: 200 | 409 | 422 = 200) {
    const change = await changes.one(id)
    return page(
      c,
      { title: 'Sửa mục', help: 'surveys', back: { href: HERE, label: 'Bà con góp ý, xã đã làm' }, status },
      <Editor action={`${HERE}/${id}`} state={state} change={change} />,
    )
  }
  /** Saves a form; what the service refuses stands beside the field. */
  async function save(c: Context<StaffEnv>, id: string | null, again: typeof list) {
    const form = await readForm(c, Typed)
    if (!form.ok) return again(c, form.state, 422)
    const { seen, ...input } = form.data
    try {
      await changes.save(c.var.actor, id, input, seen)
    } catch (error) {
      if (!(error instanceof Problem) || (error.status !== 422 && error.status !== 409)) throw error
      const values = { said: input.said, done: input.done, ...(input.published ? { published: 'on' } : {}) }
      const field = error.status === 422 ? String(error.extra.field) : 'said'
      return again(c, { values, errors: { [field]: error.message } }, error.status)
    }
    return redirectWith(c, HERE, input.published ? 'Đã đăng.' : 'Đã lưu bản nháp.')
  }

  return new Hono<StaffEnv>()
    .get('/', need('surveys:manage'), (c) => list(c, EMPTY_FORM))
    .post('/', need('surveys:manage'), (c) => save(c, null, list))
    .get('/:change', need('surveys:manage'), (c) => edit(c, c.req.param('change'), EMPTY_FORM))
    .post('/:change', need('surveys:manage'), async (c) => {
      const id = c.req.param('change')
      await changes.one(id)
      return save(c, id, (context, state, status) => edit(context, id, state, status))
    })
}

function Editor({ action, state, change }: { action: string; state: FormState; change?: Change }) {
  return (
    <Form action={action} state={state}>
      <Hidden values={{ seen: change?.revision ?? 0 }} />
      <TextArea
        name="said"
        label="Bà con góp ý điều gì"
        hint="Nói chung lại, không nhắc tên hay trường hợp của ai."
        value={change?.said}
        state={state}
        rows={3}
        maxlength={600}
        required
      />
      <TextArea name="done" label="Xã đã làm gì" value={change?.done} state={state} rows={3} maxlength={600} required />
      <Check
        name="published"
        label="Đăng cho mọi người xem"
        checked={'said' in state.values ? 'published' in state.values : (change?.published ?? false)}
      />
      <Buttons>
        <Submit>Lưu</Submit>
      </Buttons>
    </Form>
  )
}
