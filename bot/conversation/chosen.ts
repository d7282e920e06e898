import { answerCase, backCase, editCase, type OpenCase, openCase, startCase } from '../flows/case/case.ts'
import type { Desk, Step, Visit } from '../flows/desk.ts'
import { askCode, lookup, skip } from '../flows/dossier.ts'
import { askAgain, backFeedback, cancel, editFeedback, ended, go, lost, startFeedback } from '../flows/feedback/flow.ts'
import { pressedCase } from '../flows/feedback/followup.ts'
import { pressedDraft } from '../flows/feedback/inside.ts'
import { openDraft } from '../flows/feedback/sealed.ts'
import { myCases } from '../flows/feedback/track.ts'
import { heardOf, none, showCode, whichAgain } from '../flows/guide/guide.ts'
import { pressedNews } from '../flows/news.ts'
import { pressedNotice } from '../flows/notices.ts'
import { pressedSurvey } from '../flows/survey/survey.ts'
import { hotline, menu } from '../flows/talk.ts'
import { showTopic } from '../flows/topic.ts'
import { type Action, actionOf, choose, type Global } from './choices.ts'
import { fresh } from './state.ts'
import type { Reply, Understanding } from './types.ts'

/** What a pressed button does. A button nobody knows any more says so. A report that is being told is not lost by other buttons. */
export async function chosen(desk: Desk, visit: Visit, id: string): Promise<Step> {
  const action = actionOf(id)
  if (!action)
    return { state: visit.state, replies: [{ type: 'ask', text: desk.say('bot.stale-choice'), choices: menu(desk) }] }
  // what notices ask stands beside whatever is open
  if (action.do === 'notice') return pressedNotice(desk, visit, action.press)
  if (action.do === 'news') return pressedNews(desk, visit, action.press)
  const open = action.do === 'feedback' || action.do === 'global' ? null : await openDraft(desk, visit)
  if (!open) return act(desk, visit, action)
  if (open.draft.offer) {
    const { state, drop = [] } = ended(visit, open.draft)
    return { ...(await act(desk, { ...visit, state }, action)), drop }
  }
  const looks = action.do === 'procedure' || action.do === 'facet' || action.do === 'topic'
  const aside = looks ? (await act(desk, visit, action)).replies : []
  const again = await go(desk, visit, open, [desk.say(looks ? 'feedback.continue' : 'feedback.finish-first')])
  return { ...again, replies: [...aside, ...again.replies] }
}

async function act(desk: Desk, visit: Visit, action: Action): Promise<Step> {
  switch (action.do) {
    case 'procedure':
      return showCode(desk, visit, action.code, null)
    case 'facet':
      return showCode(desk, visit, action.code, action.facet)
    case 'case':
      return startCase(desk, visit, action.code)
    case 'answer':
      return answerCase(desk, visit, action.code, action.key)
    case 'reopen': {
      const open = await openCase(desk, visit)
      return open?.view.record.code === action.code
        ? ofCase(open, await editCase(desk, visit, open, action.key))
        : startCase(desk, visit, action.code)
    }
    case 'dossier':
      return lookup(desk, visit, action.code)
    case 'topic':
      return showTopic(desk, visit, action.slug, action.part)
    case 'news':
      return pressedNews(desk, visit, action.press)
    case 'notice':
      return pressedNotice(desk, visit, action.press)
    case 'feedback': {
      const { press } = action
      if (press.on === 'new') return doorFeedback(desk, visit, press.called)
      if (press.on === 'case') return pressedCase(desk, visit, press.code, press.act)
      return pressedDraft(desk, visit, press)
    }
    case 'survey':
      return pressedSurvey(desk, visit, action.press)
    case 'global':
      return global(desk, visit, action.name)
  }
}

/** The door to a report: a new one, or the one that is being told. */
async function doorFeedback(desk: Desk, visit: Visit, called = false): Promise<Step> {
  const open = await openDraft(desk, visit)
  return open && !open.draft.offer ? go(desk, visit, open) : startFeedback(desk, visit, null, { called })
}

/** The commands that hold on every turn, and the doors of the menu. */
export async function global(desk: Desk, visit: Visit, name: Global): Promise<Step> {
  const { say } = desk
  const { state } = visit
  const open = await openDraft(desk, visit)
  const drop = open?.draft.photos.map((photo) => photo.id) ?? []
  const toMenu = (key: string): Step => ({
    state: { ...fresh, met: state.met, sent: state.sent, inCase: state.inCase, askedHelp: state.askedHelp },
    drop,
    replies: [
      ...(key === 'bot.menu' ? [] : [tell(say(key))]),
      { type: 'ask', text: say('bot.menu'), choices: menu(desk) },
    ],
    heard: heard('smalltalk'),
  })
  switch (name) {
    case 'start':
      return toMenu('bot.menu')
    case 'restart':
      return ofCase(await openCase(desk, visit), toMenu('bot.restarted'))
    case 'cancel':
      if (state.flow?.name === 'feedback') return cancel(desk, visit, open?.draft ?? null)
      return state.flow === null
        ? toMenu('bot.menu')
        : { state: { ...state, flow: null }, replies: [tell(say('bot.cancelled'))], heard: heard('smalltalk') }
    case 'human':
    case 'hotline': {
      const again = open && !open.draft.offer ? await askAgain(desk, visit, open, say('feedback.continue')) : []
      return { state, replies: [hotline(desk), ...again], heard: heard('human') }
    }
    case 'feedback':
      return doorFeedback(desk, visit)
    case 'cases':
    case 'ask':
    case 'dossier':
      if (open && !open.draft.offer) return go(desk, visit, open, [say('feedback.finish-first')])
      return door(desk, visit, name)
    case 'skip':
      return skip(desk, visit)
    case 'other':
      return state.memory.strikes > 0
        ? { ...none(desk, visit, null), heard: heard('procedure') }
        : rephrase(desk, visit)
    case 'back':
      return back(desk, visit)
    case 'edit':
      return edit(desk, visit)
  }
}

async function door(desk: Desk, visit: Visit, name: 'cases' | 'ask' | 'dossier'): Promise<Step> {
  const calm = { ...visit, state: { ...visit.state, flow: null } }
  if (name === 'cases') return myCases(desk, calm)
  if (name === 'dossier') return askCode(desk, calm)
  return { state: calm.state, replies: [tell(desk.say('bot.ask-procedure'))], heard: heard('procedure') }
}

async function back(desk: Desk, visit: Visit): Promise<Step> {
  const { state } = visit
  if (state.flow?.name === 'feedback') {
    const draft = await openDraft(desk, visit)
    return draft ? backFeedback(desk, visit, draft) : lost(desk, visit)
  }
  if (state.flow?.name === 'followup')
    return pressedCase(desk, { ...visit, state: { ...state, flow: null } }, state.flow.code, 'show')
  const open = await openCase(desk, visit)
  if (open) return ofCase(open, await backCase(desk, visit, open))
  if (state.flow?.name === 'dossier' && state.flow.code !== null) return askCode(desk, visit)
  if (state.flow?.name === 'dossier') return global(desk, { ...visit, state: { ...state, flow: null } }, 'cancel')
  const { procedure, facet } = state.memory
  if (procedure && facet) return showCode(desk, visit, procedure, null)
  const again = await whichAgain(desk, visit)
  if (again) return again
  return { state, replies: [{ type: 'ask', text: desk.say('bot.nothing-back'), choices: menu(desk) }] }
}

async function edit(desk: Desk, visit: Visit): Promise<Step> {
  const open = await openCase(desk, visit)
  if (open) return ofCase(open, await editCase(desk, visit, open))
  if (visit.state.flow?.name === 'feedback') {
    const draft = await openDraft(desk, visit)
    return draft ? editFeedback(desk, visit, draft) : lost(desk, visit)
  }
  if (visit.state.flow?.name === 'dossier') return askCode(desk, visit)
  return { state: visit.state, replies: [tell(desk.say('bot.nothing-edit'))] }
}

/** Whatever is said to an open case is about its procedure. */
export function ofCase(open: OpenCase | null, step: Step): Step {
  return open ? { ...step, heard: heardOf(open.view, 'documents') } : step
}

function rephrase({ say }: Desk, { state }: Visit): Step {
  return {
    state: { ...state, memory: { ...state.memory, candidates: [], strikes: 1 } },
    replies: [
      { type: 'ask', text: say('guide.rephrase'), choices: [{ id: choose.global('human'), label: say('bot.human') }] },
    ],
    heard: heard('procedure'),
  }
}

function tell(text: string): Reply {
  return { type: 'say', text }
}

function heard(intent: Understanding['intent']): Understanding {
  return { intent, procedures: [], clear: false, facet: null, why: ['chosen'] }
}
