import type { Context } from 'hono'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Say } from '../content/messages.ts'
import type { Frame, NavItem } from '../people/frame.ts'
import type { Actor } from '../people/schema.ts'
import { takeFlash } from './flash.ts'

/** A house, as small as a favicon can be. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230B5FC6'/%3E%3Cpath d='M4 12V6l4-3 4 3v6H9V9H7v3z' fill='%23fff'/%3E%3C/svg%3E"

export type PageOptions = {
  title: string
  /** Section of the help that explains this page: `staff`, `feedback`…; see content/help. */
  help?: string
  /** Tables that need the whole width of a desktop. */
  wide?: boolean
  back?: { href: string; label: string }
  status?: ContentfulStatusCode
}

/**
 * One page of the console as a Response: menu by rights, who is signed in, the message of the last act, link to help.
 * Needs `c.var.frame`, which `consoleRoutes` sets; works for somebody signed out too.
 *
 * @example
 * .get('/', need('feedback:read'), async (c) => page(c, { title: 'Phản ánh', help: 'feedback' }, <List … />))
 */
export function page(c: Context, options: PageOptions, body: Child): Response | Promise<Response> {
  const frame: Frame = c.get('frame')
  const actor: Actor | undefined = c.get('actor')
  const flash = takeFlash(c)
  return c.html(
    <>
      {raw('<!doctype html>')}
      <Page frame={frame} actor={actor} path={c.req.path} flash={flash} options={options}>
        {body}
      </Page>
    </>,
    options.status ?? 200,
  )
}

type PageProps = {
  frame: Frame
  actor: Actor | undefined
  path: string
  flash: string | null
  options: PageOptions
  children: Child
}

function Page({ frame, actor, path, flash, options, children }: PageProps) {
  const { say, unit } = frame
  const { title, help, wide, back } = options
  const nav = actor
    ? frame.nav.filter(({ rights }) => rights.length === 0 || rights.some((r) => actor.rights.has(r)))
    : []
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – ${unit.name}`}</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href="/console/style.css" />
        <script src="/console/drafts.js" defer></script>
      </head>
      <body class={actor ? 'desk' : 'door'}>
        <a class="skip" href="#main">
          {say('console.skip')}
        </a>
        <Top frame={frame} actor={actor} nav={nav} path={path} />
        {nav.length > 0 ? (
          <nav class="side" aria-label={say('console.menu')}>
            <Menu nav={nav} path={path} />
          </nav>
        ) : null}
        <main id="main" tabindex={-1} class={wide ? 'wide' : ''}>
          {back ? (
            <p class="back">
              <a href={back.href}>{back.label}</a>
            </p>
          ) : null}
          <div class="title">
            <h1>{title}</h1>
            {help ? (
              <a class="help" href={`/console/help/${help}`}>
                {say('console.help')}
              </a>
            ) : null}
          </div>
          {flash ? (
            <p class="flash" role="status" data-saved>
              {flash}
            </p>
          ) : null}
          {children}
        </main>
      </body>
    </html>
  )
}

function Top({
  frame: { say, unit },
  actor,
  nav,
  path,
}: {
  frame: Frame
  actor: Actor | undefined
  nav: NavItem[]
  path: string
}) {
  return (
    <header class="top">
      <a class="unit" href="/console">
        {unit.name}
      </a>
      {actor ? <Who actor={actor} say={say} /> : null}
      {nav.length > 0 ? (
        <details class="menu">
          <summary>{say('console.menu')}</summary>
          <nav aria-label={say('console.menu')}>
            <Menu nav={nav} path={path} />
          </nav>
        </details>
      ) : null}
      {unit.sample ? <p class="sample">{say('console.sample')}</p> : null}
    </header>
  )
}

function Who({ actor, say }: { actor: Actor; say: Say }) {
  return (
    <div class="who">
      <a href="/console/me">
        {actor.name} <small>{say(`staff.role.${actor.role}`)}</small>
      </a>
      <form method="post" action="/console/logout">
        <button type="submit" class="quiet">
          {say('console.sign-out')}
        </button>
      </form>
    </div>
  )
}

function Menu({ nav, path }: { nav: NavItem[]; path: string }) {
  const here = nav
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]
  return (
    <ul>
      {nav.map((item) => (
        <li>
          <a href={item.href} {...(item === here ? { 'aria-current': 'page' as const } : {})}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  )
}
