import { Hono } from 'hono'
import { member, type StaffEnv } from '../people/staff-door.ts'
import { Empty } from './list.tsx'
import { page } from './page.tsx'
import type { Room, Work } from './room.ts'

/** `/console`: the day's work, gathered from the rooms that this person may enter. */
export function homePages(rooms: readonly Room[]) {
  return new Hono<StaffEnv>().get('/', member(), async (c) => {
    const { actor, frame } = c.var
    const mine = rooms.filter(({ rights }) => rights.length === 0 || rights.some((right) => actor.rights.has(right)))
    const work = (await Promise.all(mine.map((room) => room.work?.(actor, frame.now) ?? []))).flat()
    const open = work.filter(({ count }) => count > 0)
    return page(
      c,
      { title: frame.say('console.today'), help: 'start' },
      <>
        {open.length > 0 ? <Today work={open} /> : <Empty>{<p>{frame.say('console.today.none')}</p>}</Empty>}
        <h2>{frame.say('console.rooms')}</h2>
        <ul class="today">
          {mine
            .filter(({ label }) => label !== undefined)
            .map((room) => (
              <li>
                <a href={`/console${room.path}`}>{room.label}</a>
              </li>
            ))}
        </ul>
      </>,
    )
  })
}

function Today({ work }: { work: Work[] }) {
  return (
    <ul class="today">
      {work.map((one) => (
        <li class={one.tone ?? 'plain'}>
          <a href={one.href}>
            <b>{one.count}</b> <span>{one.label}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
