import { clean, lengthOf } from '../../server/kernel/text.ts'
import type { Statement } from '../../server/storage/db.ts'
import { type Desk, frontPhone, type Step, type Visit } from '../flows/desk.ts'
import { photoStep, placeStep } from '../flows/feedback/brought.ts'
import { withHelpQuestion } from '../flows/survey/after-answer.ts'
import { introduction, menu } from '../flows/talk.ts'
import { chosen } from './chosen.ts'
import { commandOf, isCommand } from './command.ts'
import { LIMIT } from './limits.ts'
import { BACK, isNumber, isZero, listed } from './listed.ts'
import { pickExact } from './pick.ts'
import { sharedPhone, spoken } from './spoken.ts'
import type { State } from './state.ts'
import type { Body, Inbound, Reply, Understand, Understanding } from './types.ts'

/** All that a turn leads to. Nothing is written yet: the caller writes state, replies and `writes` together. */
export type Turn = {
  state: State
  replies: Reply[]
  writes: Statement[]
  understanding: Understanding
  /** Photos that belong to nothing any more. */
  drop: string[]
}

const NOTHING: Understanding = { intent: 'smalltalk', procedures: [], clear: false, facet: null, why: [] }

/**
 * One message in, the next state and the replies out. Reads the rooms, writes nothing, so that it may be run again. `numbered`: the
 * channel shows choices as one numbered list over the whole answer.
 */
export async function takeTurn(
  desk: Desk,
  understand: Understand,
  state: State,
  inbound: Inbound,
  numbered = false,
): Promise<Turn> {
  const visit = visitOf(state, inbound)
  const back = numbered && inbound.body.type === 'text' && isZero(inbound.body.text)
  const made = await stepOf(desk, understand, visit, back ? { type: 'choice', id: BACK } : inbound.body, numbered)
  const understanding = made.heard ?? NOTHING
  const step = withHelpQuestion(desk, visit, made, understanding)
  const urgent = understanding.intent === 'emergency'
  const greet = !state.met && !urgent
  const replies = greet ? [introduction(desk), ...step.replies] : step.replies
  // *Quay lại* is picked by its own number only
  const offered = numbered ? listed(replies).filter(({ id }) => id !== BACK) : offeredBy(made.replies, step.replies)
  return {
    state: {
      ...step.state,
      met: state.met || !urgent,
      offered: offered.length > 0 ? offered : step.state.offered,
      listed: offered.length > 0,
    },
    replies,
    writes: step.writes ?? [],
    understanding,
    drop: step.drop ?? [],
  }
}

/** A turn as flows see it. */
export function visitOf(state: State, { channel, chat, id, at, caller, body }: Inbound): Visit {
  return {
    state,
    now: at,
    caller: caller ?? `${channel}:${chat}`,
    chat: { channel, chat },
    update: id,
    ...(body.type === 'text' ? { raw: body.text } : {}),
  }
}

async function stepOf(desk: Desk, understand: Understand, visit: Visit, body: Body, numbered: boolean): Promise<Step> {
  const say = (key: string): Step => ({
    state: visit.state,
    replies: [
      { type: 'say', text: desk.say(key, { hotline: frontPhone(desk.unit).phone, desk: desk.unit.desk.name }) },
    ],
  })
  switch (body.type) {
    case 'text':
      return textStep(desk, understand, visit, clean(body.text), numbered)
    case 'choice':
      return chosen(desk, visit, body.id)
    case 'contact':
      return (await sharedPhone(desk, visit, body.phone)) ?? say('bot.contact')
    case 'photo':
      return photoStep(desk, visit, body, (then, caption) => textStep(desk, understand, then, clean(caption), numbered))
    case 'place':
      return placeStep(desk, visit, body)
    case 'other':
      return say(body.what ? `bot.unreadable.${body.what}` : 'bot.unreadable')
  }
}

async function textStep(
  desk: Desk,
  understand: Understand,
  visit: Visit,
  text: string,
  numbered: boolean,
): Promise<Step> {
  if (lengthOf(text) > LIMIT.text) {
    return { state: visit.state, replies: [{ type: 'say', text: desk.say('bot.too-long', { max: LIMIT.text }) }] }
  }
  const command = commandOf(text)
  if (command && 'choice' in command) return chosen(desk, visit, command.choice)
  const said = command ? command.text : text
  const picked = pickExact(said, visit.state.offered, desk.words, visit.state.listed)
  if (picked) return chosen(desk, visit, picked.id)
  if (numbered && visit.state.listed && visit.state.flow === null && isNumber(said)) return noNumber(desk, visit)
  const heard = await understand(said, visit.state.memory)
  // danger and a dossier's code are answered even when somebody puts a slash before them
  if (!command && isCommand(said) && heard.intent !== 'emergency' && !heard.dossier)
    return { state: visit.state, replies: [{ type: 'ask', text: desk.say('bot.no-command'), choices: menu(desk) }] }
  const step = await spoken(desk, visit, said, heard)
  return { ...step, heard: step.heard ? { ...heard, ...kept(heard, step.heard) } : heard }
}

/** A number that the list does not have: the same list once more. */
function noNumber({ say }: Desk, { state }: Visit): Step {
  return { state, replies: [{ type: 'ask', text: say('zalo.no-number'), choices: state.offered }] }
}

/** A flow knows which procedure it showed and under which name; the other hits stay as they were understood. */
function kept(said: Understanding, { intent, procedures, facet }: Understanding): Partial<Understanding> {
  if (procedures.length === 0)
    return intent === said.intent ? {} : { intent, procedures, clear: false, followUp: false, facet: null }
  const same = said.procedures[0]?.code === procedures[0]?.code && !said.followUp
  return { intent, ...(facet ? { facet } : {}), ...(same ? {} : { procedures }) }
}

/** The choices of the last reply that has any, and after them those of a question that was added. */
function offeredBy(replies: Reply[], all: Reply[]): State['offered'] {
  const last = replies.findLast((reply) => (reply.choices ?? []).length > 0)?.choices ?? []
  const added = all.slice(replies.length).flatMap(({ choices = [] }) => choices)
  return [...last, ...added]
}
