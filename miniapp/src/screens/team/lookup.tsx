import { useState } from 'preact/hooks'
import { asFailure, type Failure, type LookupAnswer, lookupDossier } from '../../api.ts'
import { sayMoment } from '../../moment.ts'
import { changeVisit } from '../../team/state.ts'
import { type Visit, withKind } from '../../team/visit.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { TextField } from '../feedback/text-field.tsx'
import { Tick } from '../feedback/tick.tsx'
import { BackToVisit } from './fields.tsx'

/** How a dossier stands. What proves it is the citizen's goes with the hand-over only, so that they may follow it by chat. */
export function LookupStep({ visit }: { visit: Visit }) {
  const [code, setCode] = useState(visit.dossier?.code ?? '')
  const [digits, setDigits] = useState('')
  const [answer, setAnswer] = useState<LookupAnswer | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const typed = code.trim().toUpperCase()
  const look = async (event?: Event) => {
    event?.preventDefault()
    if (typed === '' || busy) return
    setBusy(true)
    setFailure(null)
    setAnswer(null)
    let proven = false
    try {
      const found = await lookupDossier(typed, digits.trim())
      proven = found.verified
      setAnswer(found)
    } catch (error) {
      setFailure(asFailure(error))
    }
    const watch = visit.dossier?.code === typed && visit.dossier.watch
    const dossier = { code: typed, watch, digits: proven ? digits.trim().slice(-4) : '' }
    await changeVisit({ dossier, kinds: withKind(visit, 'lookup') })
    setBusy(false)
  }
  return (
    <Screen title={words.lookupTitle}>
      <form onSubmit={(event) => void look(event)} noValidate>
        <TextField
          id="ma-ho-so"
          label={words.dossierCode}
          hint={words.dossierCodeHint}
          value={code}
          most={60}
          onInput={setCode}
        />
        <TextField id="bon-so" label={words.digits} value={digits} most={4} keyboard="tel" onInput={setDigits} />
        <button type="submit" class="button main wide" aria-disabled={busy}>
          {busy ? words.looking : words.look}
        </button>
      </form>
      {failure && <FailureBox failure={failure} retry={() => void look()} />}
      <div role="status">
        {answer && (
          <div class="notice">
            <p>
              <b>{answer.statusText}</b>
            </p>
            {answer.dueAt && (
              <p>
                {words.due}: {sayMoment(answer.dueAt)}
              </p>
            )}
            {answer.next && <p>{answer.next}</p>}
          </div>
        )}
      </div>
      {visit.dossier && (
        <Tick
          label={words.watch}
          hint={words.watchHint}
          checked={visit.dossier.watch}
          onChange={(watch) => visit.dossier && void changeVisit({ dossier: { ...visit.dossier, watch } })}
        />
      )}
      <BackToVisit />
    </Screen>
  )
}
