import { useEffect, useState } from 'preact/hooks'
import { getCase } from '../../api.ts'
import { forgetCase, type MyCase, readCases, renewCase } from '../../kept.ts'
import { sayShort } from '../../moment.ts'
import { Link } from '../../ui/link.tsx'
import { caseTone, isOpenCase, ToneMark } from '../../ui/tone.tsx'
import { words } from '../../words.ts'

const FEW = 3

/** The reports sent from this device, renewed when there is a network; `openOnly`: the few that press most, of the open ones. */
export function MyCases({ openOnly }: { openOnly: boolean }) {
  const [cases, setCases] = useState<MyCase[]>([])
  const [said, setSaid] = useState('')
  useEffect(() => {
    const abort = new AbortController()
    const show = async () => setCases(await readCases())
    const renew = async () => {
      await show()
      for (const { code, secret } of pressing(await readCases()))
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
  const shown = openOnly ? pressing(cases).slice(0, FEW) : cases
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
      {openOnly && pressing(cases).length > FEW && (
        <Link to={{ at: 'feedback' }} class="button plain">
          {words.feedback.all}
        </Link>
      )}
    </section>
  )
}

/** The open ones: first what waits for the citizen, then by due moment. */
function pressing(cases: MyCase[]): MyCase[] {
  const rank = ({ asked, dueAt }: MyCase) => (asked ? '' : (dueAt ?? '~'))
  return cases.filter(isOpenCase).sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

function dueOf({ asked, dueAt }: MyCase): string {
  if (asked) return words.feedback.asked
  return dueAt ? `${words.feedback.due} ${sayShort(dueAt)}` : words.feedback.paused
}
