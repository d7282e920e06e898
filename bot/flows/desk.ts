import type { Say } from '../../server/content/messages.ts'
import type { Topic, Unit } from '../../server/content/schema.ts'
import type { ChatRef } from '../../server/feedback/schema.ts'
import type { Statement } from '../../server/storage/db.ts'
import type { Words } from '../conversation/rules/schema.ts'
import type { State } from '../conversation/state.ts'
import type { Reply, Understanding } from '../conversation/types.ts'
import type {
  DossiersPort,
  FeedbackPort,
  NewsPort,
  NoticesPort,
  PhotosPort,
  ProceduresPort,
  SurveysPort,
  UnansweredPort,
  VaultPort,
} from '../ports.ts'

/** What every flow may use. */
export type Desk = {
  say: Say
  unit: Unit
  words: Words
  topics: Topic[]
  procedures: ProceduresPort
  dossiers: DossiersPort
  unanswered: UnansweredPort
  feedback: FeedbackPort
  notices: NoticesPort
  news: NewsPort
  surveys: SurveysPort
  photos: PhotosPort
  vault: VaultPort
  /** The server's public address for links in messages; null when it has none. */
  publicUrl: string | null
}

/**
 * What a flow makes of a turn: the next state, what to tell, what to write with it, and what was understood if not by words.
 * `drop`: photos that belong to nothing any more.
 */
export type Step = {
  state: State
  replies: Reply[]
  writes?: Statement[]
  heard?: Understanding
  drop?: string[]
  /** A whole answer was given: a fitting moment to ask whether it helped. */
  answered?: true
}

/** A turn as a flow sees it. `caller` is whom tries are counted against; `raw` a text with its line ends. */
export type Visit = { state: State; now: Date; caller: string; chat: ChatRef; update: string; raw?: string }

export { frontPhone, unitName } from '../../server/content/unit-words.ts'
