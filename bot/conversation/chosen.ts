import { answerCase, backCase, editCase, type OpenCase, openCase, startCase } from '../flows/case/case.ts'
import type { Desk, Step, Visit } from '../flows/desk.ts'
import { askCode, lookup, skip } from '../flows/dossier.ts'
import { heardOf, none, showCode, whichAgain } from '../flows/guide/guide.ts'
import { hotline, menu } from '../flows/talk.ts'
import { showTopic } from '../flows/topic.ts'
import { actionOf, choose, type Global } from './choices.ts'
import { fresh } from './state.ts'
import type { Reply, Understanding } from './types.ts'

/** What a pressed button does. A button nobody knows any more says so. */
export async function chosen(desk: Desk, visit: Visit, id: string): Promise<Step> {
  const action = actionOf(id)
  if (!action)
    return { state: visit.state, replies: [{ type: 'ask', text: desk.say('bot.stale-choice'), choices: menu(desk) }] }
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
    case 'global':
      return global(desk, visit, action.name)
  }
}

/** The commands that hold on every turn, and the doors of the menu. */
export async function global(desk: Desk, visit: Visit, name: Global): Promise<Step> {
  const { say } = desk
  const { state } = visit
  const toMenu = (key: string): Step => ({
    state: { ...fresh, met: state.met },
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
      return state.flow === null
        ? toMenu('bot.menu')
        : { state: { ...state, flow: null }, replies: [tell(say('bot.cancelled'))], heard: heard('smalltalk') }
    case 'human':
    case 'hotline':
      return { state, replies: [hotline(desk)], heard: heard('human') }
    case 'ask':
      return { state: { ...state, flow: null }, replies: [tell(say('bot.ask-procedure'))], heard: heard('procedure') }
    case 'dossier':
      return askCode(desk, visit)
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

async function back(desk: Desk, visit: Visit): Promise<Step> {
  const { state } = visit
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
