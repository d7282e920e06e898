import * as z from 'zod'
import { FACETS } from './types.ts'

const Given = z.object({ step: z.string(), value: z.string() })

/** The active flow: its arguments and the log of its answers. The position is never stored. */
const Active = z.discriminatedUnion('name', [
  z.object({ name: z.literal('case'), code: z.string(), version: z.string(), log: z.array(Given) }),
  // the code stays only while the four digits are awaited; the digits themselves are never kept
  z.object({ name: z.literal('dossier'), code: z.string().nullable(), misses: z.number().int() }),
  // the draft of a report is personal: it stands here sealed, until it is sent, cancelled or a day old
  z.object({ name: z.literal('feedback'), id: z.string(), since: z.string(), draft: z.string() }),
  // what is being told about a case that was sent
  z.object({ name: z.literal('followup'), code: z.string(), act: z.enum(['more', 'reopen', 'dislike']) }),
])
export type Active = z.infer<typeof Active>

/** All that is kept of a conversation. No text, phone, name or paper number is among it. */
export const State = z.object({
  met: z.boolean().default(false), // the introduction was given
  flow: Active.nullable().default(null),
  memory: z
    .object({
      procedure: z.string().nullable(),
      facet: z.enum(FACETS).nullable(),
      candidates: z.array(z.string()),
      strikes: z.number().int(),
    })
    .default({ procedure: null, facet: null, candidates: [], strikes: 0 }),
  /** The report sent last: the draft it was, so that a button pressed twice tells the same receipt, and its code. */
  sent: z.object({ id: z.string(), code: z.string() }).nullable().default(null),
  /** The day on which it was last asked whether an answer helped. */
  askedHelp: z.string().nullable().default(null),
  /** The case told last. */
  inCase: z.string().nullable().default(null),
  /** The choices last shown, so that "2", "cái thứ hai" or a label typed by hand chooses on every channel. */
  offered: z.array(z.object({ id: z.string(), label: z.string() })).default([]),
  /** The last answer showed them: only then a bare number means one of them. */
  listed: z.boolean().default(true),
})
export type State = z.infer<typeof State>

/** The state of a chat that never wrote. */
export const fresh: State = State.parse({})

/** Reads a stored state; what no longer fits starts afresh rather than failing the citizen. */
export function readState(json: string): State {
  try {
    return State.parse(JSON.parse(json))
  } catch {
    return fresh
  }
}
