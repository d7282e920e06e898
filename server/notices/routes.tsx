import { Hono } from 'hono'
import { raw } from 'hono/html'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { List } from '../console/list.tsx'
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
                <Tallies
                  say={say}
                  caption={say('notice.status.by-day')}
                  head={say('notice.status.day')}
                  rows={days.map((one) => ({ ...one, name: showDay(one.day) }))}
                />
              )}
              {channels.length > 0 ? (
                <Tallies
                  say={say}
                  caption={say('notice.status.by-channel')}
                  head={say('notice.status.channel')}
                  rows={channels.map((one) => ({ ...one, name: say(`broadcast.channel.${one.channel}`) }))}
                />
              ) : null}
            </main>
          </body>
        </html>
      </>,
    )
  })
}

type Row = Omit<ChannelTally, 'channel'> & { name: string }
const HEADS = ['total', 'delivered', 'share', 'failed', 'underway'] as const

function Tallies({ say, caption, head, rows }: { say: Say; caption: string; head: string; rows: Row[] }) {
  const shown = ({ share, quick, delivered }: Row) =>
    share === null ? '–' : `${String(share).replace('.', ',')}% (${quick}/${delivered})`
  return (
    <>
      <h2>{caption}</h2>
      <List
        label={caption}
        rows={rows}
        empty={null}
        columns={[
          { head, main: true, cell: ({ name }) => name },
          ...HEADS.map((one) => ({
            head: say(`notice.status.${one}`),
            cell: (row: Row) => (one === 'share' ? shown(row) : row[one]),
          })),
        ]}
      />
    </>
  )
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --page: #f6f7f9; --line: #d9dee5 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --page: #12171e; --line: #364150 } }
body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page) }
main { max-width: 44rem; margin: 0 auto; padding: 16px }
h1 { font-size: 1.375rem; line-height: 1.3 }
table { border-collapse: collapse; width: 100% }
th, td { padding: 8px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
th:first-child { text-align: left }
@media (max-width: 40rem) {
  table, tbody, tr, th, td { display: block }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  tr { padding: 8px 0; border-bottom: 1px solid var(--line) }
  th, td { padding: 2px 0; border: 0 }
  td { display: flex; justify-content: space-between }
  td::before { content: attr(data-head) }
}
h2 { font-size: 1.125rem; margin: 24px 0 4px }
`
