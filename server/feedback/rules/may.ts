import type { Actor, Right } from '../../people/schema.ts'
import type { Facts, State } from '../schema.ts'

/** What staff do with a case. */
export const ACTS = [
  'claim',
  'assign',
  'transfer',
  'ask',
  'hear', // the citizen answered by another way
  'note',
  'correctKind',
  'extend',
  'merge',
  'close',
  'publish',
  'unpublish',
] as const
export type Act = (typeof ACTS)[number]

type Rule = {
  states: readonly State[]
  /** Any one of them. */
  rights: readonly Right[]
  /** Only whom it is assigned to, or who assigns. */
  own?: boolean
}

const OPEN = ['new', 'assigned', 'waiting', 'reopened'] as const
const LEAD = 'feedback:lead' as const

const RULES: Record<Act, Rule> = {
  claim: { states: ['new', 'reopened'], rights: ['feedback:handle'] },
  assign: { states: OPEN, rights: ['feedback:assign', LEAD] },
  transfer: { states: ['new', 'assigned', 'reopened'], rights: ['feedback:handle', 'feedback:assign', LEAD] },
  ask: { states: ['assigned'], rights: ['feedback:handle'], own: true },
  hear: { states: ['waiting'], rights: ['feedback:handle', 'feedback:enter'] },
  note: { states: [...OPEN, 'closed'], rights: ['feedback:handle', 'feedback:assign', LEAD] },
  correctKind: { states: OPEN, rights: ['feedback:handle', 'feedback:assign', LEAD] },
  extend: { states: ['new', 'assigned', 'reopened'], rights: [LEAD] },
  merge: { states: ['new', 'assigned', 'reopened'], rights: ['feedback:handle', 'feedback:assign', LEAD] },
  close: { states: ['assigned', 'waiting'], rights: ['feedback:handle'], own: true },
  publish: { states: ['closed'], rights: ['feedback:publish'] },
  unpublish: { states: ['closed'], rights: ['feedback:publish'] },
}

/** What only a leader does with a case that was reopened. */
const LEADERS: readonly Act[] = ['claim', 'transfer', 'merge', 'close']

/** Why an act is refused: no right, not at this state, not one's own, too late for a transfer, extended already, published or not. */
export type Refusal = 'right' | 'state' | 'own' | 'leader' | 'late-transfer' | 'extended'

/**
 * Whether the actor may do it now; null = yes. A case that was reopened is the leader's to take and to close. After the transfer
 * clock (NĐ 20/2008 Đ.9: 5 working days) only a leader moves a case on. One extension a round.
 */
export function refusal(act: Act, facts: Facts, actor: Actor, now: string): Refusal | null {
  const { states, rights, own } = RULES[act]
  const leads = actor.rights.has(LEAD)
  if (!rights.some((right) => actor.rights.has(right))) return 'right'
  if (!states.includes(facts.state)) return 'state'
  if (facts.level > 0 && !leads && LEADERS.includes(act)) return 'leader'
  if (own && facts.assignee !== actor.id && !leads && !actor.rights.has('feedback:assign')) return 'own'
  if (act === 'transfer' && !leads && facts.transferDueAt !== null && now > facts.transferDueAt) return 'late-transfer'
  if (act === 'extend' && facts.extendedDays > 0) return 'extended'
  if (act === 'publish' && facts.publishedAt !== null) return 'state'
  if (act === 'unpublish' && facts.publishedAt === null) return 'state'
  return null
}

/** What the actor may do with the case now, for the buttons. */
export function allowed(facts: Facts, actor: Actor, now: string): Act[] {
  return ACTS.filter((act) => refusal(act, facts, actor, now) === null)
}
