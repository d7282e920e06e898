import type { Say } from '../content/messages.ts'
import type { Unit } from '../content/schema.ts'
import { showDay, showMoment } from '../kernel/time.ts'
import type { Invitation } from './invitation.ts'
import { choose } from './rules/choices.ts'
import type { Told } from './rules/steps.ts'
import type { Followed, Message } from './schema.ts'

/** What a follower reads of a dossier. Nothing is said that the record does not say: an unknown reason is called unknown. */
export function messageOf(
  { topic }: Told,
  dossier: Followed,
  before: Followed | null,
  { say, unit }: { say: Say; unit: Unit },
  invitation: Invitation | null = null,
): Message {
  const { code, due, procedureName } = dossier
  const named = procedureName ? say('notice.named', { code, procedure: procedureName }) : code
  const holes = {
    dossier: named,
    due: due ? shown(due) : '',
    before: before?.due ? shown(before.due) : '',
    state: say(`dossier.state.${dossier.state}`),
    desk: unit.desk.name,
    hours: unit.desk.hours[0] ?? '',
    hotline: unit.hotlines[0]?.phone ?? unit.portal.helpline,
  }
  const lines = [
    say(`notice.${topic}`, holes),
    ...(topic === 'received' && due ? [say('notice.due', holes)] : []),
    ...(invitation?.link ? [say('notice.survey-link', { link: invitation.link })] : []),
    ...(unit.sample ? [say('bot.sample')] : []),
  ]
  const show = { id: choose.show(code), label: say('notice.show') }
  const stop = { id: choose.stop(code), label: say('notice.stop') }
  const choices =
    topic === 'returned'
      ? [
          { id: choose.got(code), label: say('notice.got') },
          { id: choose.missing(code), label: say('notice.missing') },
        ]
      : topic === 'waiting-result'
        ? [show, { id: choose.missing(code), label: say('notice.came-in-vain') }, stop]
        : invitation
          ? [invitation.choice, stop]
          : [show, stop]
  return { text: lines.join('\n'), choices }
}

/** A moment as far as it is known. */
export function shown({ at, timed }: { at: string; timed: boolean }): string {
  return timed ? showMoment(new Date(at)) : showDay(at.slice(0, 10))
}
