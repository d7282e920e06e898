import { useEffect, useState } from 'preact/hooks'
import { type KeptReceipt, unseenReceipts } from '../../feedback/receipts.ts'
import { outbox } from '../../outbox/index.ts'
import { Link } from '../../ui/link.tsx'
import { unsent as words } from '../../words/unsent.ts'

/** The receipts that came while nobody looked; each until it is opened. */
export function Arrived() {
  const [receipts, setReceipts] = useState<KeptReceipt[]>([])
  useEffect(() => {
    const show = () => void unseenReceipts().then(setReceipts)
    show()
    return outbox.watch(show)
  }, [])
  if (receipts.length === 0) return null
  return (
    <>
      <h2>{words.arrivedTitle}</h2>
      <ul class="rows">
        {receipts.map(({ receipt: { code, secret } }) => (
          <li key={code}>
            <Link to={{ at: 'receipt', code, secret }} class="row">
              <b>{words.arrived(code)}</b>
              <small>{words.arrivedHint}</small>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
