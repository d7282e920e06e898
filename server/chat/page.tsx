import { Hono } from 'hono'
import { raw } from 'hono/html'
import { LIMIT } from '../../bot/conversation/limits.ts'
import { frontPhone, unitName } from '../../bot/flows/desk.ts'
import type { Say } from '../content/messages.ts'
import type { Unit } from '../content/schema.ts'
import { CHAT_SCRIPT } from './client.ts'
import { CHAT_STYLE } from './style.ts'

/** A house, as small as a favicon can be; a data link costs no request. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230B5FC6'/%3E%3Cpath d='M4 12V6l4-3 4 3v6H9V9H7v3z' fill='%23fff'/%3E%3C/svg%3E"

/** The web chat: `/chat`, its style and its script; nothing inline, so that it runs under a strict Content-Security-Policy. */
export function chatPages(unit: Unit, say: Say) {
  const cached = { 'cache-control': 'public, max-age=300' }
  return new Hono()
    .get('/', (c) =>
      c.html(
        <>
          {raw('<!doctype html>')}
          <Page unit={unit} say={say} />
        </>,
      ),
    )
    .get('/style.css', (c) => c.body(CHAT_STYLE, 200, { 'content-type': 'text/css; charset=utf-8', ...cached }))
    .get('/chat.js', (c) => c.body(CHAT_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8', ...cached }))
}

function Page({ unit, say }: { unit: Unit; say: Say }) {
  const office = `UBND ${unitName(unit)}`
  const title = say('chat.title', { unit: office })
  const words = {
    'data-bot': say('chat.bot'),
    'data-me': say('chat.me'),
    'data-writing': say('chat.writing'),
    'data-unsent': say('chat.unsent'),
    'data-again': say('chat.again'),
    'data-sent-photo': say('chat.sent-photo'),
    'data-sent-place': say('chat.sent-place'),
    'data-no-place': say('chat.no-place'),
  }
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <title>{title}</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href="/chat/style.css" />
        <script src="/chat/chat.js" defer></script>
      </head>
      <body {...words}>
        <div id="scroll" tabindex={0}>
          <header>
            <h1>{office}</h1>
            <button id="restart" type="button" class="quiet">
              {say('chat.restart')}
            </button>
            {unit.sample ? <p class="sample">{say('chat.sample')}</p> : null}
          </header>
          <main>
            <div id="log" role="log" aria-live="polite" aria-label={say('chat.log')}>
              <noscript>{say('chat.noscript', frontPhone(unit))}</noscript>
            </div>
          </main>
        </div>
        <footer>
          <form id="form">
            <label class="hidden" for="text">
              {say('chat.placeholder')}
            </label>
            <textarea
              id="text"
              rows={1}
              maxlength={LIMIT.text}
              placeholder={say('chat.placeholder')}
              autocomplete="off"
              enterkeyhint="send"
            ></textarea>
            <button type="submit">{say('chat.send')}</button>
            <div class="tools">
              <button id="photo" type="button" class="quiet">
                <Icon path="M4 7h3l2-2h6l2 2h3v12H4zM12 16a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z" />
                {say('chat.photo')}
              </button>
              <button id="place" type="button" class="quiet">
                <Icon path="M12 21s-6-5.5-6-11a6 6 0 1 1 12 0c0 5.500-6 11-6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z" />
                {say('chat.place')}
              </button>
            </div>
            <input id="photos" type="file" accept="image/*" multiple hidden />
          </form>
        </footer>
      </body>
    </html>
  )
}

function Icon({ path }: { path: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
    >
      <path d={path} />
    </svg>
  )
}
