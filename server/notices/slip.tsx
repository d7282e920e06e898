import { type Context, Hono } from 'hono'
import { Buttons, Submit } from '../console/form.tsx'
import { page } from '../console/page.tsx'
import { QrCode } from '../console/qr.tsx'
import type { Say } from '../content/messages.ts'
import { showDay, showMoment } from '../kernel/time.ts'
import { need, type StaffEnv } from '../people/staff-door.ts'
import type { Notices } from './service.ts'

/** What goes with the receipt (giấy tiếp nhận): a QR code and a line to send, by which a household follows its dossier. Printed. */
export function slipPages(notices: Notices, say: Say, publicUrl: (c: Context) => string) {
  const back = (code: string) => ({ href: `/console/dossiers/${encodeURIComponent(code)}`, label: 'Hồ sơ' })
  return new Hono<StaffEnv>()
    .get('/:code', need('dossiers:read'), (c) => {
      const code = c.req.param('code')
      return page(
        c,
        { title: say('notice.slip.make', { code }), help: 'notices', back: back(code) },
        <form method="post" action={`/console/notices/slip/${encodeURIComponent(code)}`}>
          <p>{say('notice.slip.why')}</p>
          {notices.codes.named ? null : <p class="note">{say('notice.slip.no-channel')}</p>}
          <Buttons>
            <Submit>{say('notice.slip.button')}</Submit>
          </Buttons>
        </form>,
      )
    })
    .post('/:code', need('dossiers:read'), async (c) => {
      const code = c.req.param('code')
      const { link, dossier, hotline } = await notices.slip(c.var.actor, code)
      const address = `${publicUrl(c)}/app/?theo-doi=${link.code}`
      const { procedureName } = dossier
      const when = whenText(say, dossier, hotline)
      // the code is on this page alone, so it is never kept by a browser or a proxy
      c.header('cache-control', 'no-store')
      return page(
        c,
        { title: say('notice.slip.title'), help: 'notices', back: back(code) },
        <>
          <p class="hint acts">{say('notice.slip.print')}</p>
          <section class="slip">
            <p>
              <strong>{c.var.frame.unit.name}</strong>
            </p>
            <p>
              {say('notice.slip.dossier')} <strong class="code">{code}</strong>
              {procedureName ? <> – {procedureName}</> : null}
            </p>
            {when ? <p>{when}</p> : null}
            <QrCode text={address} label={say('notice.slip.qr')} />
            <p>{say('notice.slip.scan')}</p>
            <p>{say('notice.slip.type')}</p>
            <p class="slip-text">{link.text.replace(/(.{4})$/, ' $1')}</p>
            <p class="soft">{say('notice.slip.until', { day: showDay(link.expiresAt.slice(0, 10)) })}</p>
          </section>
        </>,
      )
    })
}

type Standing = Awaited<ReturnType<Notices['slip']>>['dossier']

/** The due moment of a dossier; of a late one that it is, with whom to ask; of one with a result nothing. */
function whenText(say: Say, { due, finished, returned, lateDays }: Standing, hotline: string): string | null {
  if (!due || finished || returned) return null
  const moment = due.timed ? showMoment(new Date(due.at)) : showDay(due.at.slice(0, 10))
  return lateDays === null ? say('notice.due', { due: moment }) : say('notice.slip.late', { due: moment, hotline })
}
