import type { State } from '../schema.ts'

/** National exchange codes of states (trạng thái hồ sơ), as synchronised to the national portal. */
export const NATIONAL_STATES: ReadonlyMap<string, State> = new Map([
  ['1', 'submitted'],
  ['2', 'received'],
  ['3', 'refused'],
  ['4', 'processing'],
  ['5', 'waiting'],
  ['6', 'paying'],
  ['7', 'withdrawn'],
  ['8', 'stopped'],
  ['9', 'ready'],
  ['10', 'returned'],
])

/** How far along; of two rows that are equally new, the further one is believed. */
const STAGE: Record<State, number> = {
  submitted: 0,
  received: 1,
  processing: 2,
  paying: 2,
  waiting: 2,
  ready: 3,
  returned: 4,
  stopped: 4,
  withdrawn: 4,
  refused: 4,
}

export function stageOf(state: State): number {
  return STAGE[state]
}

/** States that end a dossier without a result. Decided by status or note, before any date is looked at. */
export function endsWithoutResult(state: State): boolean {
  return state === 'withdrawn' || state === 'refused' || state === 'stopped'
}

/** States in which the office works, so that a due date that has passed means late. */
export function isOpen(state: State): boolean {
  return state === 'submitted' || state === 'received' || state === 'processing' || state === 'paying'
}
