import { useEffect, useState } from 'preact/hooks'
import { getCase } from '../../api.ts'
import { forgetCase, type MyCase, readCases, renewCase } from '../../kept.ts'
import { sayShort } from '../../moment.ts'
import { Link } from '../../ui/link.tsx'
import { caseTone, isOpenCase, ToneMark } from '../../ui/tone.tsx'
import { words } from '../../words.ts'

/** The reports sent from this device, renewed when there is a network; `openOnly` leaves out what is answered. */
export function MyCases({ openOnly }: { openOnly: boolean }) {
  const [cases, setCases] = useState<MyCase[]>([])
  const [said, setSaid] = useState('')
  useEffect(() => {
    const abort = new AbortController()
    const show = async () => setCases(await readCases())
    const renew = async () => {
      await show()
      for (const { code, secret } of (await readCases()).filter(isOpenCase))
        await renewCase(secret, await getCase(code, secret, abort.signal))
      await show()
    }
    renew().catch(() => undefined) // what was known before stays on the screen
    return () => abort.abort()
  }, [])
  const forget = async (code: string) => {
    setCases(await forgetCase(code))
    setSaid(words.feedback.forgotten)
  }
  const shown = openOnly ? cases.filter(isOpenCase) : cases
  return (
    <section hidden={shown.length === 0 && said === ''}>
      <h2>{words.feedback.mine}</h2>
      <p role="status">{said}</p>
      <ul class="rows">
        {shown.map((mine) => (
          <li key={mine.code} class="mine">
            <Link to={{ at: 'case', code: mine.code, secret: mine.secret }} class="row">
              <ToneMark tone={caseTone(mine, Date.now())} statusText={mine.statusText || mine.kindText} />
              <span class="code">
                {mine.code}
                {mine.statusText && ` · ${mine.kindText}`}
              </span>
              {isOpenCase(mine) && <small>{dueOf(mine)}</small>}
            </Link>
            {!openOnly && (
              <button
                type="button"
                class="button plain"
                aria-label={words.feedback.forgetLabel(mine.code)}
                onClick={() => forget(mine.code)}
              >
                {words.feedback.forget}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function dueOf({ asked, dueAt }: MyCase): string {
  if (asked) return words.feedback.asked
  return dueAt ? `${words.feedback.due} ${sayShort(dueAt)}` : words.feedback.paused
}
