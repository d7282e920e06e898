import type { Actor } from '../../people/schema.ts'
import type { Broadcast, State } from '../schema.ts'

/** What people do with a broadcast. */
export const ACTS = ['edit', 'submit', 'withdraw', 'return', 'approve', 'cancel', 'stop'] as const
export type Act = (typeof ACTS)[number]

type Rule = { from: readonly State[]; to: State; right: 'broadcasts:write' | 'broadcasts:approve' | 'any' }

/** Act × state: where an act is possible, where it leads, whose it is. The only place that says so. */
export const RULES: Record<Act, Rule> = {
  edit: { from: ['draft'], to: 'draft', right: 'broadcasts:write' },
  submit: { from: ['draft'], to: 'waiting', right: 'broadcasts:write' },
  withdraw: { from: ['waiting'], to: 'draft', right: 'broadcasts:write' },
  return: { from: ['waiting'], to: 'draft', right: 'broadcasts:approve' },
  approve: { from: ['waiting'], to: 'approved', right: 'broadcasts:approve' },
  cancel: { from: ['draft', 'waiting', 'approved'], to: 'cancelled', right: 'any' },
  stop: { from: ['sending'], to: 'cancelled', right: 'any' },
}

/** Why this person may not do this now; null when they may. Nobody approves what they wrote on. */
export function refusal(act: Act, { state, writers }: Pick<Broadcast, 'state' | 'writers'>, actor: Actor) {
  const { from, right } = RULES[act]
  const holds = right === 'any' ? ['broadcasts:write', 'broadcasts:approve'] : [right]
  if (![...actor.rights].some((one) => holds.includes(one))) return 'right'
  if (!from.includes(state)) return 'state'
  return act === 'approve' && writers.includes(actor.id) ? 'author' : null
}

/** Everything this person may do with it now. */
export function allowed(broadcast: Pick<Broadcast, 'state' | 'writers'>, actor: Actor): Act[] {
  return ACTS.filter((act) => refusal(act, broadcast, actor) === null)
}
