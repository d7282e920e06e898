import { useState } from 'preact/hooks'
import { newId } from '../../feedback/ids.ts'
import { endWalk, go } from '../../router.ts'
import { change, useOpen } from '../../team/state.ts'
import { newVisit, type Place, type Visit } from '../../team/visit.ts'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { Tick } from '../feedback/tick.tsx'
import { HamletField, Picks } from './fields.tsx'

/** Consent, spoken and ticked, with time and place: before it nothing is written down. */
export function Begin() {
  const open = useOpen()
  const shift = open?.desk.shift ?? null
  const [place, setPlace] = useState<Place>(shift?.place ?? 'home')
  const [hamlet, setHamlet] = useState(shift?.hamlet ?? '')
  const [agreed, setAgreed] = useState(false)
  const [sitting, setSitting] = useState(false)
  const [missing, setMissing] = useState(false)
  if (!open?.desk.pack) return null
  const { desk, member } = open
  const begin = async () => {
    if (!agreed) return setMissing(true)
    const at = new Date().toISOString()
    const visit = newVisit(newId(), (desk.lines[desk.lines.length - 1]?.n ?? 0) + 1, at, place, hamlet)
    await change({ visit, ...(sitting ? { shift: { place, hamlet, since: at } } : {}) })
    go({ at: 'team', part: 'visit', of: '' }, { replace: true })
  }
  return (
    <Screen title={words.consentTitle}>
      <p class="soft">{words.consentSay}</p>
      <blockquote class="notice">{words.consentWords(member.name)}</blockquote>
      <Tick label={words.consent} hint={words.consentHint} checked={agreed} onChange={setAgreed} />
      <p role="alert" class="error">
        {missing && !agreed && words.consentMissing}
      </p>
      <Picks
        legend={words.place}
        options={Object.entries(words.places).map(([id, label]) => ({ id, label }))}
        picked={[place]}
        onPick={(id) => setPlace(placeOf(id))}
      />
      <HamletField id="thon" value={hamlet} onInput={setHamlet} />
      {!shift && <Tick label={words.shiftStart} hint={words.shiftStartNote} checked={sitting} onChange={setSitting} />}
      <button type="button" class="button main wide" onClick={() => void begin()}>
        {words.begin}
      </button>
    </Screen>
  )
}

const PLACES: readonly Place[] = ['home', 'hall', 'desk', 'phone']
const placeOf = (id: string): Place => PLACES.find((place) => place === id) ?? 'home'

/** What can be done for the one who sits here. */
export function Hub({ visit }: { visit: Visit }) {
  const [sure, setSure] = useState(false)
  const step = (of: string, label: string, has: boolean) => (
    <li>
      <button type="button" class="option" onClick={() => go({ at: 'team', part: 'visit', of })}>
        {label}
        {has && ` – ${words.done}`}
      </button>
    </li>
  )
  const giveUp = async () => {
    await change({ visit: null })
    endWalk(1, { at: 'team', part: '', of: '' })
  }
  return (
    <Screen title={words.visitTitle(visit.number)}>
      <p>{words.visitLead}</p>
      <ul class="rows">
        {step('guide', words.guide, visit.guide !== null)}
        {step('lookup', words.lookup, visit.dossier !== null)}
        {step('tell', words.tell, visit.told !== null)}
        {step('survey', words.survey, visit.survey !== null)}
      </ul>
      <button type="button" class="button main wide" onClick={() => go({ at: 'team', part: 'visit', of: 'finish' })}>
        {words.finish}
      </button>
      {!sure && (
        <button type="button" class="button plain" onClick={() => setSure(true)}>
          {words.giveUp}
        </button>
      )}
      {sure && (
        <div class="notice late" role="alert">
          <p>{words.giveUpSure}</p>
          <button type="button" class="button" onClick={() => void giveUp()}>
            {words.giveUpYes}
          </button>{' '}
          <button type="button" class="button plain" onClick={() => setSure(false)}>
            {words.no}
          </button>
        </div>
      )}
    </Screen>
  )
}
