import { Problem } from '../../../server/kernel/problem.ts'
import { dayOf } from '../../../server/kernel/time.ts'
import { choose } from '../../conversation/choices.ts'
import { chooseSurvey, type SurveyPress } from '../../conversation/choices-survey.ts'
import type { Choice, Reply, Understanding } from '../../conversation/types.ts'
import type { DossierView, SurveyLine } from '../../ports.ts'
import { type Desk, frontPhone, type Step, type Visit } from '../desk.ts'
import { isPulled } from '../feedback/ask.ts'

/** Surveys of `content/surveys/` that have a place of their own in a chat. */
const AFTER_ANSWER = 'chat'
const AT_COUNTER = 'kiosk'
const SHOWN = 3

/** Khảo sát: the question of the counter, answered here by one tap, and the longer survey behind its link. */
export function surveyDoors(desk: Desk, visit: Visit): Step {
  const { say, unit } = desk
  const short = surveyOf(desk, ({ id }) => id === AT_COUNTER)
  const long = surveyOf(desk, ({ kind }) => kind === 'factors')
  const link = long ? linkTo(desk, visit, long) : []
  const asked = short ? ask(desk, { survey: short.id, version: short.version, picks: [], dossier: null }) : null
  if (!asked && link.length === 0) {
    const text = say('survey.soon', { ...frontPhone(unit), desk: unit.desk.name })
    const people = { id: choose.global('human'), label: say('bot.human') }
    return { state: visit.state, replies: [{ type: 'say', text, choices: [people] }], heard }
  }
  return { state: visit.state, replies: [...link, ...(asked ? [asked] : [])], heard }
}

/** *Xã đã làm gì theo góp ý*. */
export async function tellChanges({ surveys, say }: Desk, { state }: Visit): Promise<Step> {
  const changes = (await surveys.changes()).slice(0, SHOWN)
  const reply: Reply =
    changes.length === 0
      ? { type: 'say', text: say('survey.no-changes') }
      : {
          type: 'card',
          title: say('survey.changes'),
          sections: changes.map(({ said, done }) => ({ heading: said, lines: [say('survey.change-done', { done })] })),
          footer: '',
        }
  return { state, replies: [reply], heard }
}

/** The button under a dossier whose result was handed over; none where the survey is off. */
export function rateChoice(desk: Desk, view: Pick<DossierView, 'code' | 'status'>): Choice[] {
  const survey = surveyOf(desk, ({ kind }) => kind === 'nine-indices')
  if (view.status !== 'returned' || !survey) return []
  const id = chooseSurvey({ survey: survey.id, version: survey.version, picks: [], dossier: view.code })
  return id ? [{ id, label: desk.say('survey.rate') }] : []
}

/** *Câu trả lời có giúp được không?*, with its answers. Null when that question is off. */
export function helpQuestion(desk: Desk): (Reply & { choices: Choice[] }) | null {
  const survey = surveyOf(desk, ({ id }) => id === AFTER_ANSWER)
  return survey ? ask(desk, { survey: survey.id, version: survey.version, picks: [], dossier: null }) : null
}

/** A pressed answer: the next question, or all of them sent in the batch of this turn. */
export async function pressedSurvey(desk: Desk, visit: Visit, press: SurveyPress): Promise<Step> {
  const { say, surveys } = desk
  const tell = (text: string): Step => ({ state: visit.state, replies: [{ type: 'say', text }], heard })
  const survey = surveyOf(desk, ({ id }) => id === press.survey)
  if (!survey) return tell(say('survey.closed'))
  const answers = answersOf(desk, press)
  if (survey.version !== press.version || !answers) {
    const again = ask(desk, { ...press, version: survey.version, picks: [] })
    return again
      ? { ...tell(say('survey.changed')), replies: [{ type: 'say', text: say('survey.changed') }, again] }
      : tell(say('survey.closed'))
  }
  const next = ask(desk, press)
  if (next) return { state: visit.state, replies: [next], heard }
  const { chat, now } = visit
  const who = `${chat.channel}:${chat.chat}`
  try {
    const { writes, accepted } = await surveys.preparing(
      survey.id,
      {
        version: survey.version,
        answers,
        door: 'chat',
        assisted: false,
        device: who.slice(0, 80),
        ...(press.dossier ? { dossier: press.dossier } : {}),
      },
      // the turn itself happens once; a second press is a second turn
      { key: null, ...(press.dossier ? {} : { once: `${who}:${dayOf(now)}` }) },
    )
    return { ...tell(accepted.thanks), writes }
  } catch (error) {
    if (error instanceof Problem) return tell(error.message)
    throw error
  }
}

/** The answers that a button carries; null when they no longer fit the survey. */
function answersOf({ surveys }: Desk, { survey, picks }: SurveyPress): Record<string, string> | null {
  const answers: Record<string, string> = {}
  for (const pick of picks) {
    const item = surveys.open(survey, answers).find(isAskable)
    const option = item?.options[pick]
    if (!item || !option) return null
    answers[item.id] = option.id
  }
  return answers
}

/** The next question with its buttons; null when nothing is left to ask here. What has to be typed has no place in a chat. */
function ask(desk: Desk, press: SurveyPress): (Reply & { choices: Choice[] }) | null {
  const answers = answersOf(desk, press)
  const item = answers && desk.surveys.open(press.survey, answers).find(isAskable)
  if (!item) return null
  const choices = item.options.flatMap(({ label }, place) => {
    const id = chooseSurvey({ ...press, picks: [...press.picks, place] })
    return id ? [{ id, label }] : []
  })
  return choices.length === item.options.length ? { type: 'ask', text: item.ask, choices } : null
}

const isAskable = ({ type, required }: { type: string; required: boolean }) => type === 'choice' && required

function surveyOf({ surveys }: Desk, fits: (survey: SurveyLine) => boolean): SurveyLine | null {
  return surveys.list().find(fits) ?? null
}

/** The survey in the mini-app. Without a public address only the web, which is there already, can follow it. */
function linkTo({ publicUrl, say }: Desk, visit: Visit, { id, title }: SurveyLine): Reply[] {
  if (publicUrl === null && !isPulled(visit)) return []
  const path = `/app/#/survey/${id}`
  return [{ type: 'link', text: say('survey.link', { title }), url: isPulled(visit) ? path : `${publicUrl}${path}` }]
}

const heard: Understanding = { intent: 'survey', procedures: [], clear: false, facet: null, why: ['survey'] }
