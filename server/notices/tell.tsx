import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../console/flash.ts'
import { Buttons, EMPTY_FORM, Field, Form, type FormState, readForm, Submit, TextArea } from '../console/form.tsx'
import { page } from '../console/page.tsx'
import type { Say } from '../content/messages.ts'
import { type Clock, dayOf, isDay } from '../kernel/time.ts'
import { need, type StaffEnv } from '../people/staff-door.ts'
import type { Notices } from './service.ts'

/** An officer tells those who follow a dossier what only the desk knows: the missing papers, or why it is late, and until when. */
export function tellPages(notices: Notices, say: Say, clock: Clock) {
  const Words = z.object({
    text: z.string().trim().min(3, 'Xin ghi rõ.').max(500, 'Không quá 500 ký tự.'),
    day: z
      .string()
      .refine(isDay, 'Xin chọn ngày.')
      .refine((day) => day >= dayOf(clock()), 'Ngày này đã qua.'),
  })
  const home = (code: string) => `/console/dossiers/${encodeURIComponent(code)}`

  async function form(c: Context<StaffEnv>, code: string, state: FormState, status: 200 | 422 = 200) {
    const { occasion, readers } = await notices.desk.occasion(c.var.actor, code)
    const back = { href: home(code), label: 'Hồ sơ' }
    const options = { title: say('notice.tell.title', { code }), help: 'notices', back, status }
    if (occasion === null) return page(c, options, <p class="note">{say('notice.tell.nothing')}</p>)
    if (readers === 0) return page(c, options, <p class="note">{say('notice.tell.nobody')}</p>)
    return page(
      c,
      options,
      <Form action={`/console/notices/tell/${encodeURIComponent(code)}`} state={state} draft={`tell-${code}`}>
        <p>{say('notice.tell.intro', { n: readers })}</p>
        <TextArea
          name="text"
          label={say(`notice.tell.${occasion}`)}
          hint={say('notice.tell.hint')}
          state={state}
          required
          maxlength={500}
        />
        <Field
          name="day"
          type="date"
          label={say(`notice.tell.${occasion}-day`)}
          min={dayOf(clock())}
          state={state}
          required
        />
        <Buttons>
          <Submit>{say('notice.tell.send')}</Submit>
        </Buttons>
      </Form>,
    )
  }

  return new Hono<StaffEnv>()
    .get('/:code', need('dossiers:read'), (c) => form(c, c.req.param('code'), EMPTY_FORM))
    .post('/:code', need('dossiers:read'), async (c) => {
      const code = c.req.param('code')
      const typed = await readForm(c, Words)
      if (!typed.ok) return form(c, code, typed.state, 422)
      const n = await notices.desk.tell(c.var.actor, code, typed.data, clock())
      return redirectWith(c, home(code), say('notice.tell.done', { n }))
    })
}
