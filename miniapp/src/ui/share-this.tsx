import { useState } from 'preact/hooks'
import { linkInZalo, linkOf } from '../links.ts'
import type { Route } from '../routes.ts'
import { sharing as words } from '../words/share.ts'
import { inZalo, share } from '../zalo.ts'
import { Icon } from './icon.tsx'
import { lazy } from './lazy.tsx'
import { useUnit } from './unit.tsx'

const QrCode = lazy(async () => (await import('./qr-code.tsx')).QrCode, { quiet: true })
const QR_BYTES = 213 // what one code holds

type Props = {
  route: Route
  title: string
  /** Where the screen has its own way of sending. */
  onlyCode?: boolean
}

/** A page to send on, or to be scanned from this screen: by any camera, and by Zalo where the commune's mini-app is there. */
export function ShareThis({ route, title, onlyCode = false }: Props) {
  const miniApp = useUnit()?.channels.miniApp
  const [said, setSaid] = useState('')
  const [shown, setShown] = useState(false)
  const url = linkOf(route)
  const code = fits(url) ? url : linkOf(bare(route))
  const send = async () => {
    const done = await share({ title, text: title, url })
    setSaid({ shared: words.shared, copied: words.copied, failed: `${words.failed} ${url}`, cancelled: '' }[done])
  }
  return (
    <section class="share-this">
      <div class="pick">
        {!onlyCode && (
          <button type="button" class="button" onClick={() => void send()}>
            <Icon name="share" />
            {words.send}
          </button>
        )}
        <button type="button" class="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? words.qrHide : words.qr}
        </button>
      </div>
      <p role="status" class="said">
        {said}
      </p>
      {shown && (
        <>
          <QrCode text={code} label={words.qrAlt(title)} />
          <p class="hint">{words.scan}</p>
          <p class="code link-text">{code}</p>
          {miniApp && !inZalo && (
            <>
              <QrCode text={linkInZalo(miniApp, bare(route))} label={words.qrAlt(`${title} (Zalo)`)} />
              <p class="hint">{words.inZalo}</p>
            </>
          )}
        </>
      )}
    </section>
  )
}

const fits = (url: string) => new TextEncoder().encode(url).length <= QR_BYTES

/** The same page without the answers given on it. */
function bare(route: Route): Route {
  return route.at === 'procedure' ? { at: 'procedure', code: route.code, answers: {} } : route
}
