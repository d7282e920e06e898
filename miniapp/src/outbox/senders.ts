import type { Kind, Sender } from './entry.ts'

/** The sender of each kind comes along when there is something of it to send. */
const SENDERS: Record<Kind, () => Promise<Sender | null>> = {
  feedback: async () => null,
  survey: async () => null,
  help: async () => null,
}

export const senderOf = (kind: Kind) => SENDERS[kind]()
