import { Hono } from 'hono'
import type { Content } from '../content/schema.ts'
import { problem } from '../kernel/problem.ts'
import { member, type StaffEnv } from '../people/staff-door.ts'
import { page } from './page.tsx'
import { Prose } from './prose.tsx'

/** `/console/help`: what each page is for and how it is done, from content/help. */
export function helpPages(help: Content['help']) {
  const ordered = [...help].sort((a, b) => a.order - b.order)
  return new Hono<StaffEnv>()
    .get('/', member(), (c) =>
      page(
        c,
        { title: c.var.frame.say('console.help') },
        <ul class="today">
          {ordered.map(({ slug, title, summary }) => (
            <li>
              <a href={`/console/help/${slug}`}>
                <span>
                  {title}
                  <br />
                  <small>{summary}</small>
                </span>
              </a>
            </li>
          ))}
        </ul>,
      ),
    )
    .get('/:slug', member(), (c) => {
      const found = ordered.find(({ slug }) => slug === c.req.param('slug'))
      if (!found) throw problem('request.not-found')
      const back = { href: '/console/help', label: c.var.frame.say('console.help.all') }
      return page(
        c,
        { title: found.title, back },
        <>
          <p>{found.summary}</p>
          {Object.entries(found.sections).map(([heading, text]) => (
            <section>
              <h2>{heading}</h2>
              <Prose text={text} />
            </section>
          ))}
        </>,
      )
    })
}
