import { lastFour, phoneDigits } from '../../server/kernel/privacy.ts'
import { fold } from '../../server/kernel/text.ts'
import { readFollow } from '../../server/notices/schema.ts'
import { askAgain, openCase, startCase } from '../flows/case/case.ts'
import { type Desk, frontPhone, type Step, type Visit } from '../flows/desk.ts'
import { answerDossier, askDigits, badCode, digitsOf, lookup } from '../flows/dossier.ts'
import { phoneForDraft } from '../flows/feedback/brought.ts'
import { startFeedback } from '../flows/feedback/flow.ts'
import { inFollowup } from '../flows/feedback/followup.ts'
import { inFeedback } from '../flows/feedback/inside.ts'
import { says } from '../flows/feedback/says.ts'
import { caseCard, myCases } from '../flows/feedback/track.ts'
import { answerProcedure, none } from '../flows/guide/guide.ts'
import { followsAny, pressedNotice, stopNotices } from '../flows/notices.ts'
import { surveyDoors, tellChanges } from '../flows/survey/survey.ts'
import { emergency, hotline, outOfScope, smalltalk } from '../flows/talk.ts'
import { showTopic } from '../flows/topic.ts'
import { choose } from './choices.ts'
import { caseMention } from './choices-feedback.ts'
import { surveyPress } from './choices-survey.ts'
import { chosen, global, ofCase } from './chosen.ts'
import { danger, guided } from './lawful.ts'
import { LIMIT } from './limits.ts'
import { noticeOf, noticeStep } from './notice-words.ts'
import { isNearlyWhole, pickLoosely } from './pick.ts'
import { find, words } from './rules/phrases.ts'
import type { Choice, Understanding } from './types.ts'

/**
 * What a text does. In this order: danger; denunciation and complaint, which must not enter any flow; the commands of every turn;
 * an answer to the open question; then whatever else was meant, after which an open question is asked again.
 */
export async function spoken(desk: Desk, visit: Visit, text: string, heard: Understanding): Promise<Step> {
  const { state } = visit
  const follow = readFollow(text)
  if (follow) return pressedNotice(desk, visit, { on: 'code', code: follow.code })
  const notice = noticeOf(desk, text)
  // STOP in so many words is no danger that was only learned
  if (heard.intent === 'emergency' && !(notice && isLearned(heard))) return danger(desk, visit, text, heard)
  if (heard.intent === 'denunciation' || heard.intent === 'complaint')
    return guided(desk, visit, text, heard, heard.intent, (other) => meant(desk, other, text, heard))

  const told = notice && (await noticeStep(desk, visit, notice))
  if (told) return told
  // STOP ends what is being told, and with nothing open the notices
  if (state.flow === null && saysStop(text) && (await followsAny(desk, visit))) return stopNotices(desk, visit)
  const command = globalOf(desk, text)
  if (command) return global(desk, visit, command)
  const opinion = state.flow === null ? opinionOf(desk, visit, text) : null
  if (opinion) return chosen(desk, visit, opinion.id)
  const mention = caseMention(text)
  if (mention?.alone && state.flow?.name !== 'followup') return aboutCase(desk, visit, mention)
  if (state.flow?.name === 'feedback') {
    return inFeedback(desk, visit, text, heard, (other) => meant(desk, other, text, heard))
  }
  if (state.flow?.name === 'followup')
    return inFollowup(desk, visit, text, heard, (other) => meant(desk, other, text, heard))
  if (asksMine(desk, text)) return myCases(desk, visit)
  const { procedure } = state.memory
  if (procedure && state.flow?.name !== 'case' && asksOwnCase(desk, text)) return startCase(desk, visit, procedure)
  if (state.flow?.name === 'case') return inCase(desk, visit, text, heard)
  if (state.flow?.name === 'dossier') return inDossier(desk, visit, text, heard)
  return meant(desk, visit, text, heard)
}

/** A phone number shared while one is awaited, or four digits of it; null when nobody asked for it. */
export async function sharedPhone(desk: Desk, visit: Visit, phone: string): Promise<Step | null> {
  const { flow } = visit.state
  if (flow?.name === 'feedback') return phoneForDraft(desk, visit, phone)
  const digits = phoneDigits(phone)
  return flow?.name === 'dossier' && flow.code && digits ? lookup(desk, visit, flow.code, lastFour(digits)) : null
}

function aboutCase(desk: Desk, visit: Visit, { code, secret }: { code: string; secret?: string }): Promise<Step> {
  return caseCard(desk, visit, code, secret)
}

function asksMine({ words: all }: Desk, text: string): boolean {
  const said = words(text)
  return said.length <= 12 && all.feedback.mine.some((phrase) => find(phrase, said))
}

function globalOf({ words: all }: Desk, text: string): 'back' | 'restart' | 'edit' | 'human' | 'cancel' | null {
  const said = words(text)
  const names = ['restart', 'back', 'edit', 'human', 'cancel'] as const
  return names.find((name) => all.globals[name].some((phrase) => isNearlyWhole(phrase, said, all))) ?? null
}

/** A survey's open question answered in words: *rất hài lòng ạ*. */
function opinionOf({ words: all }: Desk, { state: { offered, listed } }: Visit, text: string): Choice | null {
  const asks = listed && offered.length > 0 && offered.every(({ id }) => surveyPress(id) !== null)
  return asks ? pickLoosely(text, offered, all) : null
}

function isLearned({ why }: Understanding): boolean {
  return why.some((one) => one.startsWith('learned '))
}

function saysStop(text: string): boolean {
  return /^\s*stop[.!\s]*$/i.test(text)
}

function asksOwnCase({ words: all }: Desk, text: string): boolean {
  const said = words(text)
  return all.ownCase.some((phrase) => isNearlyWhole(phrase, said, all))
}

async function inCase(desk: Desk, visit: Visit, text: string, heard: Understanding): Promise<Step> {
  const open = await openCase(desk, visit)
  const question = open?.at.question
  if (!open || !question) return meant(desk, visit, text, heard)
  const [asked] = askAgain(desk, open)
  const options = (asked?.choices ?? []).filter(({ id }) => id.startsWith('a:'))
  const picked = pickLoosely(text, options, desk.words)
  if (picked) return chosen(desk, visit, picked.id)

  const code = open.view.record.code
  const aside =
    heard.intent !== 'procedure' &&
    !(heard.intent === 'out_of_scope' && heard.topic === 'unknown') &&
    heard.topic !== 'ok' &&
    heard.topic !== 'unclear'
  const another = heard.intent === 'procedure' && heard.clear && heard.procedures[0]?.code !== code && !heard.followUp
  if (another) return meant(desk, visit, text, heard)
  const facet = heard.intent === 'procedure' && heard.facet !== null
  if (aside || facet) {
    const step = await meant(
      desk,
      visit,
      text,
      facet ? { ...heard, followUp: true, procedures: [open.view.record].map(hitOf) } : heard,
    )
    const left = step.state.flow?.name !== 'case'
    return left ? step : { ...step, replies: [...step.replies, ...askAgain(desk, open, desk.say('case.continue'))] }
  }
  return ofCase(open, { state: visit.state, replies: askAgain(desk, open, desk.say('case.choose')) })
}

async function inDossier(desk: Desk, visit: Visit, text: string, heard: Understanding): Promise<Step> {
  const flow = visit.state.flow?.name === 'dossier' ? visit.state.flow : null
  if (heard.dossier && heard.dossier.codes.length > 0) return answerDossier(desk, visit, heard.dossier)
  const digits = digitsOf(text)
  if (flow?.code && digits) return stillHere(await lookup(desk, visit, flow.code, digits))
  const other =
    heard.intent !== 'dossier' &&
    !(heard.intent === 'out_of_scope' && heard.topic === 'unknown') &&
    heard.topic !== 'unclear' &&
    // what only resembles a procedure is an answer that can't be read
    !(flow?.code && (TELLS_A_NUMBER.test(fold(text)) || (heard.intent === 'procedure' && !isSure(heard))))
  if (flow && !flow.code && flow.misses >= LIMIT.strikes && !/\p{L}/u.test(text)) {
    const holes = { ...frontPhone(desk.unit), desk: desk.unit.desk.name }
    return { state: visit.state, replies: [{ type: 'say', text: desk.say('lookup.wrong-twice', holes) }], heard: ABOUT }
  }
  if (other && !/\d{3}/.test(text)) return meant(desk, { ...visit, state: { ...visit.state, flow: null } }, text, heard)
  if (!flow?.code) return badCode(desk, visit)
  return { state: visit.state, replies: [askDigits(desk, 'lookup.bad-digits')], heard: ABOUT }
}

function isSure({ clear, needs, howTo, elsewhere, followUp }: Understanding): boolean {
  return clear || followUp === true || [needs, howTo, elsewhere].some((one) => one !== undefined)
}

/** After the last wrong digits more may come; they are no new question. The code itself is forgotten. */
function stillHere(step: Step): Step {
  const told = step.replies.some(({ choices = [] }) => choices.some(({ id }) => id === choose.global('dossier')))
  if (told || step.state.flow) return step
  return { ...step, state: { ...step.state, flow: { name: 'dossier', code: null, misses: LIMIT.strikes } } }
}

/** *hai số cuối 67*: somebody tries to give the number. */
const TELLS_A_NUMBER = /\b(?:so|cuoi|sdt|dt|dien thoai)\b.*\d/
const ABOUT: Understanding = { intent: 'dossier', procedures: [], clear: false, facet: null, why: ['dossier'] }

/** The intent, without any flow. What was understood ends the count of misunderstandings. */
async function meant(desk: Desk, visit: Visit, text: string, heard: Understanding): Promise<Step> {
  const { state } = visit
  const unclear = heard.intent === 'procedure' || heard.topic === 'unknown' || heard.topic === 'unclear'
  const calm: Visit = unclear ? visit : { ...visit, state: { ...state, memory: { ...state.memory, strikes: 0 } } }
  switch (heard.intent) {
    case 'human':
      return { state: calm.state, replies: [hotline(desk)] }
    case 'dossier':
      return answerDossier(desk, calm, heard.dossier)
    case 'feedback':
      return startFeedback(desk, calm, says(desk, text, 'announces') ? null : text)
    case 'survey':
      return heard.topic === 'changes' ? tellChanges(desk, calm) : surveyDoors(desk, calm)
    case 'smalltalk':
      return { state: calm.state, replies: [smalltalk(desk, heard)] }
    case 'out_of_scope':
      return heard.topic === 'unknown' ? none(desk, visit, text) : outOfScope(desk, calm, text, heard)
    case 'procedure':
      if (heard.elsewhere) return outOfScope(desk, calm, text, heard)
      return heard.howTo ? showTopic(desk, visit, heard.howTo) : answerProcedure(desk, visit, text, heard)
    case 'emergency':
      return { state, replies: [emergency(desk, heard)] }
    case 'denunciation':
    case 'complaint':
      return guided(desk, visit, text, heard, heard.intent, () => Promise.resolve({ state, replies: [] }))
  }
}

function hitOf({
  code,
  name,
  field,
}: {
  code: string
  name: string
  field: string
}): Understanding['procedures'][number] {
  return { code, name, field, score: 1, sure: 1 }
}
