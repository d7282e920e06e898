import { guidanceFor } from '../../server/content/guidance.ts'
import { choose } from '../conversation/choices.ts'
import type { Choice, Reply, Section, Understanding } from '../conversation/types.ts'
import { policeLine } from './card/places.ts'
import { type Desk, type Step, unitName, type Visit } from './desk.ts'
import { plain, shorten } from './names.ts'

/** The four doors of the conversation. */
export function menu({ say }: Desk): Choice[] {
  return [
    { id: choose.global('ask'), label: say('bot.menu.procedure') },
    { id: choose.global('dossier'), label: say('bot.menu.dossier') },
    { id: choose.global('feedback'), label: say('bot.menu.feedback') },
    { id: choose.global('hotline'), label: say('bot.menu.hotline') },
  ]
}

/** Says that this is a machine, before anything else in a chat (Luật Trí tuệ nhân tạo: people must know). */
export function introduction({ say, unit }: Desk): Reply {
  return {
    type: 'say',
    text: [say('bot.intro', { unit: unitName(unit) }), ...(unit.sample ? [say('bot.sample')] : [])].join(' '),
  }
}

/** Phones, address, hours; the police for residence and identity papers. */
export function hotline({ say, unit }: Pick<Desk, 'say' | 'unit'>): Reply & { type: 'card' } {
  const section = (key: string, lines: string[]): Section[] => (lines.length > 0 ? [{ heading: say(key), lines }] : [])
  return {
    type: 'card',
    title: say('hotline.title'),
    sections: [
      ...section('hotline.phones', [
        ...unit.hotlines.map(({ label, phone, note }) =>
          note ? say('hotline.line-note', { label, phone, note }) : say('hotline.line', { label, phone }),
        ),
        say('hotline.portal', { phone: unit.portal.helpline }),
      ]),
      ...section('hotline.desk', [unit.desk.name, unit.desk.address]),
      ...section('hotline.hours', unit.desk.hours),
      ...section('hotline.police', [policeLine({ say, unit }), ...(unit.police.hours ?? [])]),
      ...section('hotline.reception', unit.reception),
    ],
    footer: unit.sample ? say('bot.sample') : unitName(unit),
  }
}

/** 114, 113, 115, 112, 111: one number, one thing to do, and that nobody watches this chat. */
export function emergency({ say, unit }: Desk, heard: Understanding): Reply {
  const topic = heard.topic ?? 'crime'
  const police = ['crime', 'child', 'rescue'].includes(topic)
    ? [say('emergency.police', { phone: unit.police.phone })]
    : []
  return { type: 'say', text: [say(`emergency.${topic}`), ...police, say('emergency.not-watched')].join('\n') }
}

/** Tố cáo and khiếu nại are not taken here: where and how, never what. The text goes nowhere. */
export function lawfulRoute({ say, unit }: Desk, kind: 'denunciation' | 'complaint'): Reply {
  return { type: 'say', text: guidanceFor(kind, say, unit).lines.join('\n\n') }
}

/** Greetings, thanks, anger, emoji: short and kind. */
export function smalltalk(desk: Desk, heard: Understanding): Reply {
  const topic = heard.topic ?? 'unclear'
  const text = desk.say(`talk.${topic}`, { unit: unitName(desk.unit) })
  if (topic === 'abuse')
    return { type: 'say', text, choices: [{ id: choose.global('human'), label: desk.say('bot.human') }] }
  return ['greeting', 'who', 'unclear'].includes(topic)
    ? { type: 'ask', text, choices: menu(desk) }
    : { type: 'say', text }
}

/** Not a matter of the commune. Matters of another body get their door. */
export function outOfScope(desk: Desk, visit: Visit, text: string, heard: Understanding): Step {
  const { say } = desk
  if (heard.elsewhere) {
    const { name, body, how, code } = heard.elsewhere
    const own = code ? [{ id: choose.procedure(code), label: say('card.open-record') }] : []
    const near = heard.procedures
      .filter((hit) => hit.code !== code)
      .map((hit) => ({ id: choose.procedure(hit.code), label: shorten(plain(hit.name)) }))
    const choices = [...own, ...near]
    const text = [say('scope.elsewhere', { name, body, how }), ...(near.length > 0 ? [say('scope.nearby')] : [])].join(
      '\n',
    )
    return { state: visit.state, replies: [{ type: 'say', text, ...(choices.length > 0 ? { choices } : {}) }] }
  }
  return {
    state: visit.state,
    replies: [{ type: 'ask', text: say('scope.out', { unit: unitName(desk.unit) }), choices: menu(desk) }],
    writes: [desk.unanswered.recording(text, 'out-of-scope', visit.now)],
  }
}
