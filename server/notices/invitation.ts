import type { Statement } from '../storage/db.ts'
import type { ChatRef, Choice } from './schema.ts'

/** An invitation to rate how a dossier was handled: its button, its single-use link (null without a public address), its write. */
export type Invitation = { choice: Choice; link: string | null; write: Statement }
export type Invite = (code: string, chat: ChatRef) => Promise<Invitation | null>
