import { Hono } from 'hono'
import { raw } from 'hono/html'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import type { Say } from '../content/messages.ts'
import type { Unit } from '../content/schema.ts'
import { showDay } from '../kernel/time.ts'
import { byChannel } from './rules/status.ts'
import { type ChannelTally, StatusDay } from './schema.ts'
import type { Notices } from './service.ts'

const Status = z.object({ target: z.number(), withinSeconds: z.number(), days: z.array(StatusDay) })
/** Of what is handed over, the share that should be within ten seconds. */
const TARGET = 95

/** `GET /api/status`: handed-over messages by day, counts only. */
export function statusRoutes(notices: Notices) {
  return new Hono().get(
    '/',
    describeRoute({
      summary: 'Tin nhắn có đến không: số đếm từng ngày, 30 ngày qua',
      responses: {
        200: { description: 'Ngày mới nhất trước', content: { 'application/json': { schema: resolver(Status) } } },
      },
    }),
    async (c) => c.json({ target: TARGET, withinSeconds: 10, days: await notices.status() }, 200),
  )
}

/** `GET /status`: the same as a page that needs no script. */
export function statusPage(notices: Notices, unit: Unit, say: Say) {
  return new Hono().get('/', async (c) => {
    const days = await notices.status()
    const channels = byChannel(days)
    const heads = ['day', 'total', 'delivered', 'share', 'failed', 'underway'] as const
    return c.html(
      <>
        {raw('<!doctype html>')}
        <html lang="vi">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{`${say('notice.status.title')} – ${unit.name}`}</title>
            <style>{raw(STYLE)}</style>
          </head>
          <body>
            <main>
              <h1>{say('notice.status.title')}</h1>
              <p>{unit.name}</p>
              <p>{say('notice.status.intro')}</p>
              {days.length === 0 ? (
                <p>{say('notice.status.none')}</p>
              ) : (
                <table>
                  <caption>{say('notice.status.by-day')}</caption>
                  <thead>
                    <tr>
                      {heads.map((head) => (
                        <th scope="col">{say(`notice.status.${head}`)}</th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {days.map((one) => (
                      <tr>
                        <th scope="row">{showDay(one.day)}</th>
                        <Cells tally={one} />
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
              {channels.length > 0 ? (
                <table>
                  <caption>{say('notice.status.by-channel')}</caption>
                  <thead>
                    <tr>
                      {heads.map((head) => (
                        <th scope="col">{say(head === 'day' ? 'notice.status.channel' : `notice.status.${head}`)}</th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {channels.map((one) => (
                      <tr>
                        <th scope="row">{say(`broadcast.channel.${one.channel}`)}</th>
                        <Cells tally={one} />
                      </tr>
                    ))}
                  </tbody>
                </table>
              ) : null}
            </main>
          </body>
        </html>
      </>,
    )
  })
}

function Cells({
  tally: { total, delivered, quick, share, failed, underway },
}: {
  tally: Omit<ChannelTally, 'channel'>
}) {
  return (
    <>
      <td>{total}</td>
      <td>{delivered}</td>
      <td>{share === null ? '–' : `${String(share).replace('.', ',')}% (${quick}/${delivered})`}</td>
      <td>{failed}</td>
      <td>{underway}</td>
    </>
  )
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --page: #f6f7f9; --line: #d9dee5 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --page: #12171e; --line: #364150 } }
body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page) }
main { max-width: 44rem; margin: 0 auto; padding: 16px; overflow-x: auto }
h1 { font-size: 1.375rem; line-height: 1.3 }
table { border-collapse: collapse; width: 100% }
th, td { padding: 8px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
th:first-child { text-align: left }
caption { padding: 16px 0 4px; text-align: left; font-weight: 600 }
`
