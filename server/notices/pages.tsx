import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../console/flash.ts'
import { Buttons, EMPTY_FORM, Field, Submit } from '../console/form.tsx'
import { List, Tone } from '../console/list.tsx'
import { page } from '../console/page.tsx'
import type { Room } from '../console/room.ts'
import type { Say } from '../content/messages.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, isDay, showMoment } from '../kernel/time.ts'
import { need, type StaffEnv } from '../people/staff-door.ts'
import { toDocx } from '../reports/document/docx.ts'
import type { UnsentLine } from './schema.ts'
import type { Notices } from './service.ts'
import { slipPages } from './slip.tsx'
import { tellPages } from './tell.tsx'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const Letter = z.object({
  reason: z.string().trim().max(500).optional(),
  day: z.string().refine(isDay).optional(),
})

/** The call list of notices that could not be sent, letters of apology, and slips by which a dossier is followed. */
export function noticePages(notices: Notices, say: Say, clock: Clock, publicUrl: (c: Context) => string): Room {
  const pages = new Hono<StaffEnv>()
    .route('/slip', slipPages(notices, say, publicUrl))
    .route('/tell', tellPages(notices, say, clock))
    .get('/', need('dossiers:read'), async (c) => {
      const lines = c.var.actor.unit === notices.unit ? await notices.unsent() : []
      return page(
        c,
        { title: say('notice.unsent.title'), help: 'notices', wide: true },
        <>
          <p>{say('notice.unsent.intro')}</p>
          <List
            label={say('notice.unsent.title')}
            rows={lines}
            empty={<p>{say('notice.unsent.none')}</p>}
            columns={[
              {
                head: 'Việc',
                main: true,
                cell: (one) => <a href={addressOf(one)}>{one.subject || say(`notice.topic.${one.topic}`)}</a>,
              },
              { head: 'Tin', cell: (one) => say(`notice.topic.${one.topic}`) },
              {
                head: 'Vì sao',
                cell: (one) => (
                  <Tone tone={one.state === 'unconfirmed' ? 'soon' : 'late'}>{say(`notice.unsent.${one.state}`)}</Tone>
                ),
              },
              { head: 'Lúc', cell: (one) => showMoment(new Date(one.createdAt)) },
              {
                head: 'Việc làm',
                cell: (one) => (
                  <div class="acts">
                    <form method="post" action={`/console/notices/${one.seq}/seen`}>
                      <button type="submit" class="button">
                        {say('notice.unsent.seen')}
                      </button>
                    </form>
                    {one.again ? (
                      <form method="post" action={`/console/notices/${one.seq}/again`}>
                        <button type="submit" class="button">
                          {say(one.state === 'unconfirmed' ? 'notice.unsent.again-doubt' : 'notice.unsent.again')}
                        </button>
                      </form>
                    ) : null}
                  </div>
                ),
              },
            ]}
          />
        </>,
      )
    })
    .post('/:seq{[0-9]+}/seen', need('dossiers:read'), async (c) => {
      await notices.seen(c.var.actor, c.req.param('seq'))
      return redirectWith(c, '/console/notices', say('notice.unsent.done'))
    })
    .post('/:seq{[0-9]+}/again', need('dossiers:read'), async (c) => {
      await notices.resend(c.var.actor, c.req.param('seq'))
      return redirectWith(c, '/console/notices', say('notice.unsent.sent-again'))
    })
    .get('/apology/:file{.+\\.docx}', need('dossiers:read'), async (c) => {
      const code = c.req.param('file').replace(/\.docx$/, '')
      const asked = Letter.safeParse(filled(c.req.query()))
      if (!asked.success) throw problem('request.invalid', { detail: 'ngày hẹn lại chưa đúng' }, { field: 'day' })
      const document = await notices.apology(c.var.actor, code, asked.data.reason ?? null, asked.data.day ?? null)
      c.header('content-type', DOCX)
      c.header('content-disposition', `attachment; filename="thu-xin-loi-${code.replace(/[^\w.-]/g, '_')}.docx"`)
      return c.body(await toDocx(document))
    })
    .get('/apology/:code', need('dossiers:read'), (c) => {
      const code = c.req.param('code')
      return page(
        c,
        {
          title: `Thư xin lỗi, hồ sơ ${code}`,
          help: 'notices',
          back: { href: `/console/dossiers/${encodeURIComponent(code)}`, label: 'Hồ sơ' },
        },
        <form method="get" action={`/console/notices/apology/${encodeURIComponent(code)}.docx`}>
          <Field name="reason" label="Lý do chậm" hint="Để trống thì thư chừa chỗ ghi tay." state={EMPTY_FORM} />
          <Field
            name="day"
            label="Ngày hẹn lại"
            type="date"
            hint="Để trống thì thư chừa chỗ ghi tay."
            state={EMPTY_FORM}
          />
          <Buttons>
            <Submit>Tải thư (DOCX)</Submit>
          </Buttons>
        </form>,
      )
    })
  return {
    path: '/notices',
    label: say('notice.unsent.title'),
    rights: ['dossiers:read'],
    pages,
    work: async () => [
      {
        label: 'tin không gửi được, cần gọi cho bà con',
        count: await notices.countUnsent(),
        href: '/console/notices',
        tone: 'soon',
      },
    ],
  }
}

function addressOf({ topic, subject }: UnsentLine): string {
  return topic === 'feedback' ? `/console/feedback/${subject}` : `/console/dossiers/${encodeURIComponent(subject)}`
}

/** Fields left empty were not given. */
function filled(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value.trim() !== ''))
}
