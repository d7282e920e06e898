import './team.css'
import { useEffect, useState } from 'preact/hooks'
import type { Route } from '../../router.ts'
import { go, goBack } from '../../router.ts'
import { guard, lock, type Open, useOpen } from '../../team/state.ts'
import { type Member, readMembers } from '../../team/vault.ts'
import { Icon } from '../../ui/icon.tsx'
import { OfflineBanner } from '../../ui/online.tsx'
import { useUnit } from '../../ui/unit.tsx'
import { team as words } from '../../words/team.ts'
import { words as all } from '../../words.ts'
import { CardsScreen, CountsScreen } from './about.tsx'
import { Finish } from './finish.tsx'
import { FollowScreen } from './follow.tsx'
import { GuideStep } from './guide.tsx'
import { Hand } from './hand.tsx'
import { LockScreen, Unpaired } from './lock.tsx'
import { LookupStep } from './lookup.tsx'
import { PairScreen } from './pair.tsx'
import { Roster } from './roster.tsx'
import { SurveyStep } from './survey.tsx'
import { TellStep } from './tell.tsx'
import { Begin, Hub } from './visit.tsx'

type At = Extract<Route, { at: 'team' }>

/** The whole screen belongs to the member: nothing of the citizens' app stands around it, and leaving it locks it. */
export function TeamRoom({ route }: { route: At }) {
  const open = useOpen()
  const [members, setMembers] = useState<Member[] | null>(null)
  const [revoked, setRevoked] = useState(false)
  useEffect(() => guard(), [])
  useEffect(() => void readMembers().then(setMembers), [open, route.part])
  return (
    <div class="page team">
      <Top open={open} inner={route.part !== '' && route.part !== 'pair' && !open?.handing} />
      <OfflineBanner />
      <main>
        {members === null && <p role="status">{all.loading}</p>}
        {members && route.part === 'pair' && <PairScreen key={route.of} code={route.of} />}
        {members && route.part !== 'pair' && !open && members.length === 0 && <Unpaired revoked={revoked} />}
        {members && route.part !== 'pair' && !open && members.length > 0 && (
          <LockScreen members={members} onGone={() => void readMembers().then(setMembers)} />
        )}
        {open && route.part !== 'pair' && (
          <Inside key={open.member.id} route={route} onRevoked={() => setRevoked(true)} />
        )}
      </main>
    </div>
  )
}

/** Whose room it is, the way back, and how to shut it. */
function Top({ open, inner }: { open: Open | null; inner: boolean }) {
  const unit = useUnit()
  const button = (label: string, onClick: () => void) => (
    <button type="button" class="back" onClick={onClick}>
      {label}
    </button>
  )
  return (
    <header class="top">
      <div class="top-line">
        {open && inner ? (
          <button type="button" class="back" onClick={goBack}>
            <Icon name="back" />
            {all.back}
          </button>
        ) : (
          <span class="top-name">{open ? open.member.name : words.title}</span>
        )}
        {open ? button(words.lock, lock) : button(words.leave, () => go({ at: 'home' }))}
      </div>
      {unit?.sample && (
        <p class="strip-note soon">
          <b>{all.sample}.</b> {all.sampleNote}
        </p>
      )}
    </header>
  )
}

/** What the address names, as far as there is somebody it could be about: an old entry of the history shows the roster. */
function Inside({ route: { part, of }, onRevoked }: { route: At; onRevoked: () => void }) {
  const open = useOpen()
  if (!open) return null
  const { desk, handing } = open
  if (part === 'visit' && handing) return <Hand key="hand" handing={handing} />
  if (part === 'visit' && !desk.visit && of === 'begin') return <Begin key="begin" />
  if (part === 'visit' && desk.visit) {
    const { visit } = desk
    if (of === 'guide') return <GuideStep key="guide" visit={visit} />
    if (of === 'lookup') return <LookupStep key="lookup" visit={visit} />
    if (of === 'tell') return <TellStep key="tell" visit={visit} />
    if (of === 'survey') return <SurveyStep key="survey" visit={visit} />
    if (of === 'finish') return <Finish key="finish" visit={visit} />
    return <Hub key="hub" visit={visit} />
  }
  if (!desk.visit && part === 'follow') return <FollowScreen key="follow" />
  if (part === 'cards') return <CardsScreen key="cards" />
  if (part === 'counts') return <CountsScreen key="counts" />
  return <Roster key="roster" onRevoked={onRevoked} />
}
