import { useRef, useState } from 'preact/hooks'
import { caseOf, once } from '../../case.ts'
import { go } from '../../router.ts'
import { commit } from '../../team/commit.ts'
import { getProcedure } from '../../team/guides.ts'
import { changeVisit, dayHere, useOpen } from '../../team/state.ts'
import { type Fault, faultOf, later, type Outcome, type Visit } from '../../team/visit.ts'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { TextField } from '../feedback/text-field.tsx'
import { Tick } from '../feedback/tick.tsx'
import { Picks } from './fields.tsx'

const OUTCOMES: readonly Outcome[] = ['done', 'part', 'referred']
const toggled = (list: string[], id: string) => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id])

/** What was done, where it got stuck, how it ended; then it is sealed. */
export function Finish({ visit }: { visit: Visit }) {
  const open = useOpen()
  const [fault, setFault] = useState<Fault | 'not-saved' | null>(null)
  const [busy, setBusy] = useState(false)
  const saving = useRef(false) // a second tap comes before the next drawing
  const { pack, surveys } = open?.desk ?? {}
  if (!pack || !surveys) return null
  const { kinds, difficulties, outcome, follow } = visit
  const today = dayHere()
  const save = async () => {
    const found = faultOf(visit, surveys, today)
    setFault(found)
    if (found || saving.current) return
    saving.current = true
    setBusy(true)
    try {
      await commit(visit, words.line(visit.number), await aboutOf(visit))
      go({ at: 'team', part: 'visit', of: 'hand' }, { replace: true })
    } catch {
      setFault('not-saved')
      setBusy(false)
      saving.current = false
    }
  }
  return (
    <Screen title={words.finishTitle}>
      <Picks
        legend={words.kinds}
        options={pack.kinds}
        picked={kinds}
        onPick={(id) => void changeVisit({ kinds: toggled(kinds, id) })}
      />
      <Picks
        legend={words.outcome}
        options={OUTCOMES.map((id) => ({ id, label: words.outcomes[id] }))}
        picked={[outcome]}
        onPick={(id) => void changeVisit({ outcome: OUTCOMES.find((one) => one === id) ?? '' })}
      />
      <details>
        <summary>
          {words.difficulties}
          {difficulties.length > 0 && ` – ${difficulties.length}`}
        </summary>
        <Picks
          legend={words.difficulties}
          options={pack.difficulties}
          picked={difficulties}
          onPick={(id) => void changeVisit({ difficulties: toggled(difficulties, id) })}
        />
      </details>
      <Tick
        label={words.comeBack}
        hint={words.comeBackHint}
        checked={follow !== null}
        onChange={(on) => void changeVisit({ follow: on ? { day: later(today, 7), nick: '' } : null })}
      />
      {follow && (
        <>
          <div class="field">
            <label for="ngay-hen">{words.comeBackDay}</label>
            <input
              id="ngay-hen"
              type="date"
              min={today}
              value={follow.day}
              onInput={(event) => void changeVisit({ follow: { ...follow, day: event.currentTarget.value } })}
            />
          </div>
          <TextField
            id="goi-la"
            label={words.nick}
            hint={words.nickHint}
            most={30}
            value={follow.nick}
            onInput={(nick) => void changeVisit({ follow: { ...follow, nick } })}
          />
        </>
      )}
      <p role="alert" class="error">
        {fault && (fault === 'not-saved' ? words.notSaved : words.faults[fault])}
      </p>
      <button type="button" class="button main wide" aria-disabled={busy} onClick={() => void save()}>
        {busy ? words.saving : words.save}
      </button>
    </Screen>
  )
}

/** What the printed slip says: the procedure and its papers by the citizen's own case. */
async function aboutOf({ guide }: Visit): Promise<{ title: string; papers: string[] }> {
  if (!guide) return { title: '', papers: [] }
  const page = await getProcedure(guide.code).catch(() => null)
  const papers = page?.guide ? once(caseOf(page.guide, guide.answers).papers) : []
  return { title: page?.guide?.title ?? guide.name, papers: papers.map(({ name }) => name) }
}
