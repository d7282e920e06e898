import { choose, type NewsPress } from '../../server/broadcasts/service.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { dayOf, showDay } from '../../server/kernel/time.ts'
import { shortKey } from '../conversation/short-key.ts'
import type { Choice, Reply } from '../conversation/types.ts'
import type { Desk, Step, Visit } from './desk.ts'

/** What a button of the commune's news does. Whatever is open in the chat stays open. */
export async function pressedNews(desk: Desk, visit: Visit, press: NewsPress): Promise<Step> {
  switch (press.on) {
    case 'door':
      return newsDoor(desk, visit)
    case 'everything':
      return subscribe(desk, visit, null)
    case 'hamlet': {
      const hamlet = desk.news.hamlets.find((name) => shortKey(name) === press.mark)
      return hamlet === undefined ? newsDoor(desk, visit) : subscribe(desk, visit, hamlet)
    }
    case 'stop': {
      const writes = await desk.news.stopping(visit.chat, visit.now)
      return told(visit, desk.say(writes.length > 0 ? 'news.stopped' : 'news.none-to-stop'), [], writes)
    }
    case 'quiz':
      return quiz(desk, visit, press.id, press.answers)
  }
}

/** "Nhận tin của xã": off until asked for; the choice of a hamlet, and the way out. */
export async function newsDoor({ news, say }: Desk, visit: Visit): Promise<Step> {
  if (!news.canTell(visit.chat.channel)) {
    const latest = (await news.latest()).map(({ title, publishedAt }) =>
      say('news.latest-line', { day: showDay(dayOf(new Date(publishedAt))), title }),
    )
    return told(visit, [say('news.cannot'), ...(latest.length > 0 ? [say('news.latest'), ...latest] : [])].join('\n'))
  }
  const known = await news.subscription(visit.chat)
  const what = known?.hamlet ?? say('news.everything')
  return told(visit, known ? say('news.ask-again', { what }) : say('news.ask'), [
    { id: choose.everything(), label: say('news.everything') },
    ...news.hamlets.map((name) => ({ id: choose.hamlet(shortKey(name)), label: name })),
    ...(known ? [{ id: choose.stop(), label: say('news.stop') }] : []),
  ])
}

async function subscribe({ news, say }: Desk, visit: Visit, hamlet: string | null): Promise<Step> {
  const writes = await news.subscribing(visit.chat, hamlet, visit.now)
  if (writes.length === 0) return told(visit, say('news.cannot'))
  const what = hamlet ?? say('news.everything')
  return told(visit, say('news.subscribed', { what }), [{ id: choose.stop(), label: say('news.stop') }], writes)
}

/** The next question, or, after the last, what was right. The answers so far stand in the button itself. */
async function quiz({ news, say }: Desk, visit: Visit, id: string, answers: number[]): Promise<Step> {
  try {
    const questions = await news.questions(id, visit.chat)
    const next = questions[answers.length]
    if (next) {
      const text = say('news.quiz.ask', { at: answers.length + 1, all: questions.length, ask: next.ask })
      const choices = next.options.map((label, at) => ({ id: choose.quiz(id, [...answers, at]), label }))
      return told(visit, text, choices)
    }
    const { writes, result } = await news.answering(id, answers, visit.chat)
    const lines = result.questions.map(({ ask, options, right, explain, rightShare }) =>
      [say('news.quiz.told', { ask, answer: options[right] ?? '', share: rightShare }), explain]
        .filter(Boolean)
        .join('\n'),
    )
    const { right, of, n } = result
    return told(visit, [say('news.quiz.score', { right, of, n }), ...lines].join('\n\n'), [], writes)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return told(visit, error.code === 'broadcast.not-found' ? say('news.quiz.gone') : error.message)
  }
}

function told({ state }: Visit, text: string, choices: Choice[] = [], writes: Step['writes'] = []): Step {
  const reply: Reply = choices.length > 0 ? { type: 'ask', text, choices } : { type: 'say', text }
  return {
    state,
    replies: [reply],
    writes,
    heard: { intent: 'smalltalk', procedures: [], clear: false, facet: null, why: ['chosen'] },
  }
}
