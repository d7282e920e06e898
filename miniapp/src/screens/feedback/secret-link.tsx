import { useState } from 'preact/hooks'
import { linkOf } from '../../links.ts'
import { Icon } from '../../ui/icon.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { receipt as words } from '../../words/feedback.ts'
import { words as all } from '../../words.ts'
import { copyText, share } from '../../zalo.ts'

/** The secret link: to send to oneself, to copy, to scan. */
export function SecretLink({ code, secret }: { code: string; secret: string }) {
  const [said, setSaid] = useState('')
  const [scan, setScan] = useState(false)
  const url = linkOf({ at: 'case', code, secret })
  const send = async () => {
    const done = await share({ title: words.shareText(code), text: words.shareText(code), url })
    setSaid({ shared: all.procedure.shared, copied: words.copied, failed: words.copyFailed, cancelled: '' }[done])
  }
  const copy = async () => setSaid((await copyText(url)) ? words.copied : words.copyFailed)
  return (
    <section>
      <h2>{words.linkTitle}</h2>
      <p class="code link-text">{url}</p>
      <p class="hint">{words.linkNote}</p>
      <div class="pick">
        <button type="button" class="button" onClick={() => void send()}>
          <Icon name="share" />
          {words.share}
        </button>
        <button type="button" class="button" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button type="button" class="button" aria-expanded={scan} onClick={() => setScan(!scan)}>
          {scan ? words.qrHide : words.qr}
        </button>
      </div>
      <p role="status" class="said">
        {said}
      </p>
      {scan && <QrCode text={url} label={words.qrAlt} />}
    </section>
  )
}
