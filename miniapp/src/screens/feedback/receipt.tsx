import { useEffect, useState } from 'preact/hooks'
import type { Receipt } from '../../../../server/feedback/schema.ts'
import { forgetReceipt, type KeptReceipt, readReceipt, sawReceipt } from '../../feedback/receipts.ts'
import { forgetCase } from '../../kept.ts'
import { sayMoment } from '../../moment.ts'
import { CallLink } from '../../ui/call-link.tsx'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Tappable } from '../../ui/tappable.tsx'
import { receipt as words } from '../../words/feedback.ts'
import { words as all } from '../../words.ts'
import { CaseScreen } from './case.tsx'
import { PhotosGoing } from './photos-going.tsx'
import { SecretLink } from './secret-link.tsx'

/** What the commune said at once: the code, until when, who has it, what happens next. Later only the case itself is there. */
export function ReceiptScreen({ code, secret }: { code: string; secret: string }) {
  const [kept, setKept] = useState<KeptReceipt | null | undefined>(undefined)
  useEffect(() => {
    void readReceipt(code).then(setKept)
    void sawReceipt(code)
  }, [code])
  if (kept === undefined) return <p role="status">{all.loading}</p>
  if (!kept) return <CaseScreen code={code} secret={secret} />
  const { receipt, older, saved } = kept
  return (
    <Screen title={words.title}>
      <p class="due">
        <small>{words.codeLabel}</small>
        <b class="code">{receipt.code}</b>
      </p>
      {older && <p class="notice">{words.older}</p>}
      <PhotosGoing code={code} />
      <p class="due">
        <small>{words.due}</small>
        <b>{sayMoment(receipt.dueAt)}</b>
      </p>
      <Handling receipt={receipt} />
      {receipt.anonymous && receipt.kind !== 'field' && <p class="notice">{words.anonymous}</p>}
      {receipt.separate?.map(({ kind, title, guidance }) => (
        <section key={kind} class="notice">
          <h2>{title}</h2>
          <ul class="dots">
            {guidance.map((line) => (
              <li key={line}>
                <Tappable text={line} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <h2>{words.next}</h2>
      <ol class="steps">
        {receipt.next.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <SecretLink code={code} secret={secret} />
      <Saved code={code} saved={saved} />
      <Link to={{ at: 'case', code, secret }} class="button main wide">
        {words.open}
      </Link>
      <Link to={{ at: 'home' }} class="button plain">
        {all.home}
      </Link>
    </Screen>
  )
}

function Handling({ receipt }: { receipt: Receipt }) {
  const { kindText, reasons, handler, dueSource, transferDueAt } = receipt
  return (
    <>
      <p class="soft">{words.dueSource(dueSource)}</p>
      {transferDueAt && <p class="soft">{words.transfer(sayMoment(transferDueAt))}</p>}
      <dl class="about">
        <div>
          <dt>{words.kind}</dt>
          <dd>{kindText}</dd>
        </div>
        <div>
          <dt>{words.handler}</dt>
          <dd>
            <CallLink label={handler.name} phone={handler.phone} />
          </dd>
        </div>
      </dl>
      {reasons.length > 0 && (
        <details>
          <summary>{words.why}</summary>
          <ul class="dots">
            {reasons.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Saved({ code, saved }: { code: string; saved: boolean }) {
  const [said, setSaid] = useState('')
  const forget = async () => {
    await forgetCase(code)
    await forgetReceipt(code)
    setSaid(all.feedback.forgotten)
  }
  if (!saved) return <p class="notice">{words.keepFailed}</p>
  return (
    <p role="status">
      {said || words.kept}{' '}
      {!said && (
        <button type="button" class="button plain" onClick={() => void forget()}>
          {words.forget}
        </button>
      )}
    </p>
  )
}
