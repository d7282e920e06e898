import type { NewsItem, QuizResult } from '../server/broadcasts/schema.ts'
import type { Guide } from '../server/content/schema.ts'
import type {
  CaseView,
  ChatRef,
  GuidedKind,
  IntakeInput,
  Kind,
  PhotoRef,
  Rating,
  Receipt,
  Similar,
} from '../server/feedback/schema.ts'
import type { Procedure } from '../server/procedures/schema.ts'
import type { Statement } from '../server/storage/db.ts'
import type { Accepted, PublishedChange, Submission, SurveyLine } from '../server/surveys/schema.ts'

export type { SurveyLine }

/** What the conversation needs of the rooms. Rooms are injected; the conversation knows nothing else of them. */

/** A procedure as it is told: the official record, our guide if one is written, the names of its successors. */
export type ProcedureView = {
  record: Procedure
  guide: Guide | null
  /** The guide waits for an editor: the record has changed since it was written. */
  needsReview?: boolean
  /** Successors of a replaced procedure that are in the catalogue. */
  successors?: Array<{ code: string; name: string }>
}
export type ProceduresPort = {
  /** Null when the code is not in the catalogue. */
  get(code: string): Promise<ProcedureView | null> | ProcedureView | null
}

/** A dossier as `GET /api/dossiers/:code` tells it; what is missing was not allowed to be told or is not known. */
export type DossierView = {
  code: string
  verified: boolean
  status: string
  statusText: string
  dueAt: string | null
  message?: string | undefined
  /** Why it is not verified. `no-phone`: the dossier has no number, so asking for digits is in vain. */
  reason?: 'need-phone' | 'wrong-phone' | 'no-phone' | undefined
  procedure?: string | { name: string } | null | undefined
  applicant?: string | null | undefined
  receivedAt?: string | null | undefined
  finishedAt?: string | null | undefined
  returnedAt?: string | null | undefined
  late?: { workingDays: number } | null | undefined
  timeline?: Array<{ at: string; text: string; dateOnly?: boolean | undefined }> | undefined
  /** Moments of which only the day is known. */
  dueDateOnly?: boolean | undefined
  dateOnly?: string[] | undefined
  next?: string | null | undefined
}
export type DossiersPort = {
  /** `phone`: the last four digits. Throws a `Problem` (`dossier.*`): unknown, unreadable, on a ministry's system, too many tries. */
  lookup(query: { code: string; phone?: string; caller: string }): Promise<DossierView>
}

export type UnansweredPort = {
  /** The write that keeps a question for editors; it joins the batch of its turn. */
  recording(text: string, reason: 'no-match' | 'out-of-scope' | 'unclear', at: Date): Statement
}

/** One content of a text, as triage by law sees it. */
export type TextPart = { kind: Kind | GuidedKind; text: string }
/** Who looks at a case: the chat it was sent from, or whoever holds its secret. */
export type CaseKey = ChatRef | { secret: string }
/** A case of a chat, in a list. */
export type CaseLine = { code: string; kindText: string; statusText: string; late: boolean }

/**
 * Reports of citizens. What changes something returns its writes, so that they join the one batch of the turn. All throw a
 * `Problem` (`feedback.*`) whose sentence is told.
 */
export type FeedbackPort = {
  /** What a text is by law, content by content. Pure. */
  triage(input: { text: string }): { kind: Kind | GuidedKind; urgent: boolean; parts: TextPart[] }
  kindText(kind: Kind): string
  /** The same key again gives the same receipt and nothing to write. */
  preparing(
    intake: IntakeInput,
    by: { chat: ChatRef; caller: string; key: string; at: Date; photos: PhotoRef[]; level?: number },
  ): Promise<{ writes: Statement[]; receipt: Receipt }>
  /** Null when there is no such case for this key: the two are not told apart. Too many tries throw. */
  view(code: string, key: CaseKey, by: { caller: string; at: Date }): Promise<CaseView | null>
  /** The secret link of a case of the chat, relative to the server's address. */
  link(code: string): Promise<string>
  /** Cases of a chat, newest first. */
  mine(chat: ChatRef, at: Date): Promise<CaseLine[]>
  adding(code: string, chat: ChatRef, more: { text?: string; photos?: PhotoRef[] }, at: Date): Promise<Statement[]>
  reopening(code: string, chat: ChatRef, reason: string, at: Date): Promise<Statement[]>
  rating(code: string, chat: ChatRef, rating: { rating: Rating; reason?: string }, at: Date): Promise<Statement[]>
  /** Open public cases that may be the same matter. */
  similar(report: { text: string; hamlet?: string; lat?: number; lng?: number }, at: Date): Promise<Similar[]>
  following(id: string, chat: ChatRef, at: Date): Promise<Statement[]>
  /** The writes that take back the consent to be told of the chat's cases. */
  silencing(chat: ChatRef): Promise<Statement[]>
  /** The write that counts that a lawful route was told; nothing of the text is in it. */
  guided(kind: GuidedKind, chat: ChatRef, at: Date): Statement[]
}

/** Who is told of which dossier without writing. What changes something returns its writes, for the batch of the turn. */
export type NoticesPort = {
  /** What a button needs to follow a dossier that was just looked up; null when the chat can't be written to. */
  proof(code: string, chat: ChatRef): Promise<string | null>
  /** Throws `notice.no-proof`. Nothing to write when it is followed already. */
  following(code: string, chat: ChatRef, proof: string, at: Date): Promise<Statement[]>
  /** Follows what a code names; no writes when it is followed already. Throws `notice.no-code`, `notice.not-here`. */
  byCode(code: string, chat: ChatRef, at: Date): Promise<{ dossier: string; writes: Statement[] }>
  followed(chat: ChatRef): Promise<string[]>
  /** Ends one subscription, or all (null). */
  stopping(chat: ChatRef, code: string | null, at: Date): Promise<Statement[]>
  /** Removes what is kept of a chat but the update that asks for it. Registered reports stay. */
  erasing(chat: ChatRef, update: string, at: Date): Promise<Statement[]>
}

/** Surveys. `once` names an occasion that answers once; without a key the turn itself is what happens once. */
export type SurveysPort = {
  /** The surveys that are on. */
  list(): SurveyLine[]
  /** What is still to ask, given what was answered; conditions are applied. Throws `survey.not-found`. */
  open(
    id: string,
    answers: Record<string, string>,
  ): Array<{ id: string; ask: string; type: string; required: boolean; options: Array<{ id: string; label: string }> }>
  /** The writes that take an answer, for the batch of the turn. Throws `survey.*`. */
  preparing(
    id: string,
    submission: Submission,
    sending: { key: null; once?: string },
  ): Promise<{ writes: Statement[]; accepted: Accepted }>
  /** The invitation of a chat to rate a dossier, the same however often it is made; null when that survey is off. */
  invitingAbout(dossier: string, chat: ChatRef): Promise<{ write: Statement } | null>
  /** What was changed because of answers, newest first. */
  changes(): Promise<PublishedChange[]>
}

/** The commune's news. What changes something returns its writes, for the batch of the turn. */
export type NewsPort = {
  hamlets: readonly string[]
  /** Whether a chat of this channel can be told anything later. */
  canTell(channel: string): boolean
  subscription(chat: ChatRef): Promise<{ hamlet: string | null } | null>
  /** No writes where nobody can be told later. */
  subscribing(chat: ChatRef, hamlet: string | null, at: Date): Promise<Statement[]>
  /** No writes without a subscription. */
  stopping(chat: ChatRef, at: Date): Promise<Statement[]>
  latest(): Promise<Array<{ title: string; publishedAt: string }>>
  /** Throws `broadcast.not-found`, `broadcast.quiz-already`. */
  questions(id: string, chat: ChatRef): Promise<NewsItem['quiz']>
  /** Throws as `questions`. */
  answering(id: string, answers: number[], chat: ChatRef): Promise<{ writes: Statement[]; result: QuizResult }>
}

export type PhotosPort = {
  /**
   * Fetches what a channel's reference names, checks it, strips all but the picture and keeps it. The same reference is the same
   * photo again. Throws a `Problem` (`photo.*`, `files.off`) whose sentence says what to do.
   */
  keep(chat: ChatRef, ref: string): Promise<PhotoRef>
  /** Removes a photo that belongs to nothing. */
  drop(id: string): Promise<void>
}

/** Seals what is personal while it has to rest somewhere. */
export type VaultPort = {
  /** `place` is bound in: a sealed text moved elsewhere does not open. */
  seal(place: string, text: string): Promise<string>
  /** Null when it was not sealed by this installation, or not for this place. */
  unseal(place: string, sealed: string): Promise<string | null>
}
