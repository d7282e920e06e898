import type { LookupAnswer } from '../api.ts'
import type { MyCase } from '../kept.ts'
import { untilDue } from '../moment.ts'
import { words } from '../words.ts'
import { Drawing } from './icon.tsx'

/** How a dossier stands, for the eye: always a colour, a word and a shape of its own. */
export type Tone = 'open' | 'soon' | 'late' | 'act' | 'done' | 'ended'

const SHAPES: Record<Tone, string> = {
  open: 'M12 3a9 9 0 110 18 9 9 0 010-18zM12 7v5l3 2',
  soon: 'M6 3h12M6 21h12M7 3c0 5 10 5 10 9s-10 4-10 9M17 3c0 5-10 5-10 9s10 4 10 9',
  late: 'M12 3l10 18H2zM12 10v5M12 18v.5',
  act: 'M3 3h18v18H3zM8 12h8M12 8l4 4-4 4',
  done: 'M12 3a9 9 0 110 18 9 9 0 010-18zM7.5 12.5l3 3 6-7',
  ended: 'M12 3a9 9 0 110 18 9 9 0 010-18zM8 12h8',
}
const SOON_MS = 2 * 24 * 3600_000

/** What is told of a dossier decides; for an open one the clock tells whether it is due soon or late. */
export function toneOf(
  { status, dueAt, dueDateOnly }: Pick<LookupAnswer, 'status' | 'dueAt'> & { dueDateOnly?: boolean | undefined },
  late: boolean,
  now: number,
): Tone {
  if (status === 'ready' || status === 'returned') return 'done'
  if (status === 'refused' || status === 'stopped' || status === 'withdrawn') return 'ended'
  if (status === 'waiting' || status === 'paying') return 'act'
  return late ? 'late' : clockTone(dueAt, dueDateOnly ?? false, now)
}

/** How a report stands: an open question of the commune comes before the clock. */
export function caseTone({ status, dueAt, late, asked }: Omit<MyCase, 'secret' | 'code'>, now: number): Tone {
  if (status === 'closed') return 'done'
  if (status === 'merged') return 'ended'
  if (status === 'waiting' || asked) return 'act'
  return late ? 'late' : clockTone(dueAt, false, now)
}

function clockTone(dueAt: string | null, dateOnly: boolean, now: number): Tone {
  if (!dueAt) return 'open'
  const left = untilDue(dueAt, dateOnly, now)
  return left < 0 ? 'late' : left < SOON_MS ? 'soon' : 'open'
}

/** The shape and colour of a tone, with the clock's word for it, else the state in the API's words. */
export function ToneMark({ tone, statusText }: { tone: Tone; statusText: string }) {
  return (
    <span class={`tone ${tone}`}>
      <Drawing d={SHAPES[tone]} size={22} />
      {isOfTheClock(tone) ? words.dossier[tone === 'soon' ? 'soonWord' : 'lateWord'] : statusText}
    </span>
  )
}

/** Whether the tone says more than the state does, so that both have to be shown. */
export const isOfTheClock = (tone: Tone) => tone === 'soon' || tone === 'late'

/** Whether somebody still has to act on a report. */
export const isOpenCase = ({ status }: Pick<MyCase, 'status'>) => status !== 'closed' && status !== 'merged'
