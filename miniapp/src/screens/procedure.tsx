import type { ProcedurePage, Unit } from '../api.ts'
import { nameOf } from '../facts.ts'
import { getProcedure } from '../offline/procedures.ts'
import type { Route } from '../router.ts'
import { FailureBox } from '../ui/failure-box.tsx'
import { HotlineBar } from '../ui/hotline-bar.tsx'
import { KeptNote } from '../ui/kept-note.tsx'
import { Link } from '../ui/link.tsx'
import { useLoad } from '../ui/load.ts'
import { Prose } from '../ui/prose.tsx'
import { Screen } from '../ui/screen.tsx'
import { ShareThis } from '../ui/share-this.tsx'
import { useUnit } from '../ui/unit.tsx'
import { words } from '../words.ts'
import { Fees, Times, Where } from './procedure/facts.tsx'
import { Foot, Official } from './procedure/foot.tsx'
import { How } from './procedure/how.tsx'
import { Mistakes, Neighbours } from './procedure/mind.tsx'
import { Notices } from './procedure/notices.tsx'
import { Papers } from './procedure/papers.tsx'
import { ShareBar } from './procedure/share-bar.tsx'
import { Strip } from './procedure/strip.tsx'

const cache = new Map<string, ProcedurePage>()
type At = Extract<Route, { at: 'procedure' }>

/** One procedure: the three facts, my own case, how to do it, and where all this comes from. */
export function ProcedureScreen({ route }: { route: At }) {
  const { code, answers } = route
  const { data: page, failure, retry } = useLoad(code, (signal) => getProcedure(code, signal), cache)
  const unit = useUnit()
  const gone = failure?.code === 'procedure.not-found'
  if (!page) {
    return (
      <Screen title={gone ? words.procedure.notFound : (route.name ?? words.procedure.title)} ready={false}>
        {!failure && <p role="status">{words.loading}</p>}
        {failure && <NotLoaded gone={gone} box={{ failure, retry }} />}
        <HotlineBar />
      </Screen>
    )
  }
  const ask = whom(page.desk, unit)
  const { guide } = page
  return (
    <Screen title={guide?.title ?? nameOf(page.name)}>
      {guide && <p class="lead">{guide.summary}</p>}
      <KeptNote of={page} retry={retry} />
      <Notices page={page} ask={ask} />
      <Strip page={page} answers={answers} />
      {guide?.sections['Dùng khi nào'] && <Prose text={guide.sections['Dùng khi nào']} />}
      <Papers page={page} answers={answers} ask={ask} />
      <Times page={page} ask={ask} />
      <Fees page={page} ask={ask} />
      <Where page={page} ask={ask} />
      <How page={page} />
      <Mistakes page={page} />
      <Neighbours page={page} />
      <Official page={page} />
      <ShareThis route={{ at: 'procedure', code, answers }} title={guide?.title ?? nameOf(page.name)} onlyCode />
      <Foot page={page} />
      <ShareBar page={page} answers={answers} />
    </Screen>
  )
}

/** Whom to ask: the desk that does it; the one-stop desk also when nobody says who does. */
function whom(desk: ProcedurePage['desk'], unit: Unit | null): string {
  if (desk === 'police') return unit?.police.name ?? words.desks.anyDesk
  if (desk === 'one-stop' || desk === 'other') return unit?.desk.name ?? words.desks.anyDesk
  return words.desks.names[desk]
}

function NotLoaded({
  gone,
  box,
}: {
  gone: boolean
  box: { failure: Parameters<typeof FailureBox>[0]['failure']; retry: () => void }
}) {
  return (
    <FailureBox failure={box.failure} {...(gone ? {} : { retry: box.retry })}>
      {gone && <p>{words.procedure.notFoundNext}</p>}
      {gone && (
        <Link to={{ at: 'search', q: '' }} class="button">
          {words.procedure.searchAgain}
        </Link>
      )}
    </FailureBox>
  )
}
