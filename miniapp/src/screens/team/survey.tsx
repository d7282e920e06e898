import type { SurveyView } from '../../survey/api.ts'
import { askedOf, missingOf } from '../../survey/rules.ts'
import { changeVisit, useOpen } from '../../team/state.ts'
import { type Visit, withKind } from '../../team/visit.ts'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { ItemBox } from '../survey/item.tsx'
import { BackToVisit } from './fields.tsx'

/** A survey read aloud; the answers go out with the record, tied to nobody. */
export function SurveyStep({ visit }: { visit: Visit }) {
  const surveys = useOpen()?.desk.surveys ?? []
  const view = surveys.find(({ id }) => id === visit.survey?.id)
  const choose = ({ id, version, title }: SurveyView) =>
    void changeVisit({
      survey: { id, version, title, answers: {}, begun: Date.now() },
      kinds: withKind(visit, 'survey'),
    })
  if (!visit.survey || !view)
    return (
      <Screen title={words.surveyTitle}>
        <p>{surveys.length > 0 ? words.surveyLead : words.surveyNone}</p>
        <ul class="rows">
          {surveys.map((one) => (
            <li key={one.id}>
              <button type="button" class="option" onClick={() => choose(one)}>
                {one.title}
              </button>
            </li>
          ))}
        </ul>
        <BackToVisit />
      </Screen>
    )
  return <Questions view={view} visit={visit} survey={visit.survey} />
}

type Survey = NonNullable<Visit['survey']>

function Questions({ view, visit, survey }: { view: SurveyView; visit: Visit; survey: Survey }) {
  const asked = askedOf(view.pages.flat(), survey.answers)
  const missing = missingOf(asked, survey.answers)
  const answer = (id: string, given: string) => {
    const { [id]: before, ...others } = survey.answers
    void changeVisit({ survey: { ...survey, answers: given === '' ? others : { ...others, [id]: given } } })
  }
  const drop = () => void changeVisit({ survey: null, kinds: visit.kinds.filter((kind) => kind !== 'survey') })
  return (
    <Screen title={words.surveyTitle}>
      <h2>{view.title}</h2>
      <p>{words.surveyLead}</p>
      {asked.map((item) => (
        <ItemBox
          key={item.id}
          item={item}
          given={survey.answers[item.id] ?? ''}
          missing={false}
          onAnswer={(given) => answer(item.id, given)}
        />
      ))}
      <p role="status">{missing.length > 0 && words.surveyMissing(missing.length)}</p>
      <BackToVisit />
      <button type="button" class="button plain" onClick={drop}>
        {words.surveyDrop}
      </button>
    </Screen>
  )
}
