import { useEffect, useState } from 'preact/hooks'
import { lookupDossier } from '../../api.ts'
import { forgetDossier, type MyDossier, readDossiers, renewDossier } from '../../kept.ts'
import { sayShort } from '../../moment.ts'
import { Link } from '../../ui/link.tsx'
import { ToneMark, toneOf } from '../../ui/tone.tsx'
import { words } from '../../words.ts'

/** The dossiers that the citizen asked this device to keep, with what their code alone tells, and a way to drop each. */
export function Mine() {
  const [dossiers, setDossiers] = useState<MyDossier[]>([])
  const [said, setSaid] = useState('')
  useEffect(() => {
    const abort = new AbortController()
    const show = async () => setDossiers(await readDossiers())
    const renew = async () => {
      await show()
      for (const { code } of await readDossiers()) await renewDossier(await lookupDossier(code, '', abort.signal))
      await show()
    }
    renew().catch(() => undefined) // what was known before stays on the screen
    return () => abort.abort()
  }, [])
  const forget = async (code: string) => {
    setDossiers(await forgetDossier(code))
    setSaid(words.mine.forgotten)
  }
  return (
    <section hidden={dossiers.length === 0 && said === ''}>
      <h2>{words.mine.title}</h2>
      <p role="status">{said}</p>
      <ul class="rows">
        {dossiers.map((mine) => (
          <li key={mine.code} class="mine">
            <Link to={{ at: 'dossier', code: mine.code }} class="row">
              <ToneMark tone={toneOf(mine, false, Date.now())} statusText={mine.statusText} />
              <span class="code">{mine.code}</span>
              {mine.dueAt && (
                <small>
                  {words.mine.due} {sayShort(mine.dueAt, mine.dueDateOnly)}
                </small>
              )}
            </Link>
            <button
              type="button"
              class="button plain"
              aria-label={words.mine.forgetLabel(mine.code)}
              onClick={() => forget(mine.code)}
            >
              {words.mine.forget}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
