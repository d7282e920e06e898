import { useRef, useState } from 'preact/hooks'
import { Failure } from '../../api.ts'
import { deviceId, newId } from '../../feedback/ids.ts'
import { outbox } from '../../outbox/index.ts'
import { endWalk, go, type SurveyRoute } from '../../router.ts'
import { type CounterView, getCounter, getSurvey, type SurveyView } from '../../survey/api.ts'
import { type SurveyDesk, useSurveyDraft, type Way } from '../../survey/draft.ts'
import { surveyEntry } from '../../survey/parcel.ts'
import { answersOf, itemsOn, missingOf, pagesToAsk } from '../../survey/rules.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { useLoad } from '../../ui/load.ts'
import { Screen } from '../../ui/screen.tsx'
import { survey as words } from '../../words/survey.ts'
import { words as all } from '../../words.ts'
import { inZalo } from '../../zalo.ts'
import { Done } from './done.tsx'
import { Intro } from './intro.tsx'
import { SurveyPage } from './page.tsx'

const surveys = new Map<string, SurveyView>()
const counters = new Map<string, CounterView>()
const MOST_SECONDS = 86_400
/** It answered before: by another way, or under this very key just before a crash. */
const TAKEN = ['survey.already', 'survey.key-reused']

/** A survey: what it is, its pages, and what became of the answers. Each page is a step of the back button. */
export function SurveyScreen({ route }: { route: SurveyRoute }) {
  const { data, failure, retry } = useLoad(route.id, (signal) => getSurvey(route.id, signal), surveys)
  const [renewed, setRenewed] = useState(false)
  const renew = () => {
    surveys.delete(route.id)
    setRenewed(true)
    retry()
  }
  if (data) return <Walk key={data.version} view={data} route={route} renewed={renewed} onOldVersion={renew} />
  return (
    <Screen title={words.listTitle} ready={false}>
      {failure ? <FailureBox failure={failure} retry={retry} /> : <p role="status">{all.loading}</p>}
      <HotlineBar />
    </Screen>
  )
}

type Props = { view: SurveyView; route: SurveyRoute; renewed: boolean; onOldVersion: () => void }

function Walk({ view, route, renewed, onOldVersion }: Props) {
  const { invitation, counter: code, dossier } = route
  const way: Way = { ...(invitation && { invitation }), ...(code && { counter: code }), ...(dossier && { dossier }) }
  const desk = useSurveyDraft(view, way)
  const counter = useLoad(code ?? null, (signal) => getCounter(code ?? '', signal), counters)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const sending = useRef(false) // a second tap comes before the next drawing
  if (!desk) return <p role="status">{all.loading}</p>
  const pages = pagesToAsk(view, desk.draft.answers)
  const to = (step: string): SurveyRoute => ({ ...route, step })

  const submit = async () => {
    if (sending.current) return
    const { answers } = desk.now()
    const open = pages.find((page) => missingOf(itemsOn(view, page, answers), answers).length > 0)
    if (open !== undefined) return go(to(String(open + 1)))
    sending.current = true
    setBusy(true)
    setFailure(null)
    const refused = await sendDraft(view, desk, counter.failure?.code === 'survey.no-counter')
    sending.current = false
    setBusy(false)
    if (refused === null || TAKEN.includes(refused.code)) {
      const steps = pages.indexOf(Number(route.step) - 1) + 1
      await desk.wipe()
      return endWalk(steps, to(refused ? 'already' : 'done'))
    }
    // nothing was taken, so that the answers, mended, are another sending
    desk.change({ key: newId() })
    setFailure(refused)
    if (refused.code === 'survey.old-version') onOldVersion()
  }
  const asGeneral = async () => {
    const { invitation: gone, ...rest } = desk.now().way
    desk.change({ way: rest })
    await submit()
  }

  if (route.step === 'done' || route.step === 'already')
    return <Done key={route.step} view={view} already={route.step === 'already'} />
  const at = pages.indexOf(Number(route.step) - 1)
  if (at < 0 || (at > 0 && !desk.resumed && Object.keys(desk.draft.answers).length === 0))
    return <Intro key="intro" view={view} desk={desk} counter={counter} first={to(String((pages[0] ?? 0) + 1))} />
  const following = pages[at + 1]
  return (
    <SurveyPage
      key={route.step}
      view={view}
      desk={desk}
      page={pages[at] ?? 0}
      onward={following === undefined ? null : to(String(following + 1))}
      busy={busy}
      onSend={submit}
    >
      {renewed && (
        <p class="notice" role="alert">
          {words.changed}
        </p>
      )}
      {failure && failure.code !== 'survey.old-version' && (
        <FailureBox failure={failure} title={words.failed}>
          {failure.code === 'survey.bad-invitation' && (
            <button type="button" class="button" onClick={() => void asGeneral()}>
              {words.general}
            </button>
          )}
        </FailureBox>
      )}
    </SurveyPage>
  )
}

/** Puts the draft on its way; null when it arrived or waits for a network, else why it was refused. */
async function sendDraft(view: SurveyView, desk: SurveyDesk, noCounter: boolean): Promise<Failure | null> {
  const draft = desk.now()
  const { key, version, way, answers, assisted, begun } = draft
  const { counter, ...rest } = way
  const known = noCounter ? undefined : counter
  const answer = {
    version,
    answers: answersOf(view, answers),
    door: known ? 'counter' : inZalo ? 'miniapp' : 'web',
    ...rest,
    ...(known ? { counter: known } : {}),
    assisted,
    seconds: Math.min(MOST_SECONDS, Math.max(0, Math.round((Date.now() - begun) / 1000))),
    device: await deviceId(),
  }
  const fate = await outbox.send(surveyEntry(key, view.title, { survey: view.id, answer, draft }, Date.now()))
  if (fate.at !== 'refused') return null
  await outbox.take(key)
  const { code, message, field } = fate.reason
  return new Failure(code, message, field)
}
