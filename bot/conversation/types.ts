import type { ProcedureHit } from '../../server/procedures/schema.ts'

/** What a person sent, whatever the channel. */
export type Body =
  | { type: 'text'; text: string }
  | { type: 'choice'; id: string }
  // `ref`: how the channel finds the photo again; `album`: photos sent together have the same
  | { type: 'photo'; ref?: string; caption?: string; album?: string }
  | { type: 'place'; lat: number; lng: number }
  | { type: 'contact'; phone: string }
  // nothing we can read; `hidden`: the channel keeps what was written to itself
  | { type: 'other'; what?: 'voice' | 'sticker' | 'hidden' }

/** One update of one chat. `id` is unique in the channel; ids are text because they exceed 2^53 elsewhere. */
export type Inbound = {
  channel: string
  chat: string
  id: string
  at: Date
  body: Body
  /** Whom to count tries against when the chat's id is of the caller's own making, as on the web; else the chat itself. */
  caller?: string
}

/** A button. `id` has at most 64 bytes on every channel and means the same whenever it is pressed. */
export type Choice = { id: string; label: string }
export type Section = { heading: string; lines: string[] }

/** What a person is told. Channels only translate. `personal`: it quotes a report or opens one, so it rests nowhere readable. */
export type Reply = { personal?: true } & Telling
type Telling =
  | { type: 'say'; text: string; choices?: Choice[] }
  | { type: 'ask'; text: string; choices: Choice[] }
  | { type: 'card'; title: string; sections: Section[]; footer: string; choices?: Choice[] }
  | { type: 'link'; text: string; url: string; choices?: Choice[] }

export const INTENTS = [
  'procedure',
  'dossier',
  'feedback',
  'denunciation', // tố cáo
  'complaint', // khiếu nại
  'survey',
  'human',
  'smalltalk',
  'out_of_scope',
  'emergency',
] as const
export type Intent = (typeof INTENTS)[number]

export const FACETS = ['documents', 'time', 'fee', 'where', 'online', 'who', 'form', 'steps'] as const
export type Facet = (typeof FACETS)[number]

/** A dossier code found in a text. `partial`: something like a code that can't be read with certainty. */
export type DossierMention = { codes: string[]; partial: boolean; digits?: string }

/** What a text was understood to mean, and by which rules (`why`, for editors and tests). */
export type Understanding = {
  intent: Intent
  /** Best first. `sure`: the probability, where it is known. */
  procedures: Array<ProcedureHit & { sure?: number }>
  /** The first procedure is meant without doubt; otherwise the person is asked which. */
  clear: boolean
  facet: Facet | null
  /** Nothing was probable enough to answer; `procedures` are the nearest guesses. */
  unsure?: boolean
  why: string[]
  /** The rule's own name inside its intent: `fire`, `thanks`, `resident-registration`, … */
  topic?: string
  dossier?: DossierMention
  /** A matter of another body, with the right door. Reported as out_of_scope, or procedure when it has a national code. */
  elsewhere?: { name: string; body: string; how: string; code?: string }
  /** A how-to that is no procedure answers it: the slug of its topic. */
  howTo?: string
  /** Codes of several procedures asked for in one message, in the order asked. They lead `procedures`. */
  needs?: string[]
  /** The text adds to the procedure in mind instead of naming a new one. */
  followUp?: boolean
}

/** What the conversation remembers between turns besides its flow. */
export type Memory = {
  procedure: string | null
  facet: Facet | null
  candidates: string[]
  strikes: number
}

/** The one port behind which understanding may be replaced. */
export type Understand = (text: string, memory: Memory) => Promise<Understanding> | Understanding

/** The outcome of a turn, as every channel gets it. */
export type Answer = { replies: Reply[]; understanding: Understanding }
