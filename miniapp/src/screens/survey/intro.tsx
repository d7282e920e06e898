import type { SurveyRoute } from '../../router.ts'
import { go } from '../../router.ts'
import type { CounterView, SurveyView } from '../../survey/api.ts'
import type { SurveyDesk } from '../../survey/draft.ts'
import { Bar } from '../../ui/bar.tsx'
import type { Loaded } from '../../ui/load.ts'
import { Screen } from '../../ui/screen.tsx'
import { ShareThis } from '../../ui/share-this.tsx'
import { survey as words } from '../../words/survey.ts'
import { Tick } from '../feedback/tick.tsx'

type Props = { view: SurveyView; desk: SurveyDesk; counter: Loaded<CounterView>; first: SurveyRoute }

/** What the survey is and is not, for which counter, and whether one answers for somebody else. */
export function Intro({ view, desk, counter: { data: counter, failure }, first }: Props) {
  const { draft, resumed, change, wipe } = desk
  const begun = resumed && Object.keys(draft.answers).length > 0
  return (
    <Screen title={view.title}>
      <p>{view.intro}</p>
      {counter && <p>{words.counter(counter.name, counter.field)}</p>}
      {failure?.code === 'survey.no-counter' && <p class="notice">{words.counterGone}</p>}
      {view.draft && (
        <p class="notice">
          <b>{words.draft}.</b> {words.draftNote}
        </p>
      )}
      {begun && (
        <div class="notice">
          <p>{words.resumed}</p>
          <button type="button" class="button" onClick={() => void wipe()}>
            {words.restart}
          </button>
        </div>
      )}
      <Tick
        label={words.assisted}
        hint={words.assistedHint}
        checked={draft.assisted}
        onChange={(assisted) => change({ assisted })}
      />
      <p class="soft">
        {words.source(view.source.title)} {!view.source.verified && words.unverified}
      </p>
      {!draft.way.invitation && <ShareThis route={{ at: 'survey', id: view.id, step: '' }} title={view.title} />}
      <Bar two label={words.start}>
        <button type="button" class="button main" onClick={() => go(first)}>
          {begun ? words.goOn : words.start}
        </button>
      </Bar>
    </Screen>
  )
}
