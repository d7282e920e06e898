import type { Kind, Sender } from './entry.ts'

/** The sender of each kind comes along when there is something of it to send. */
const SENDERS: Record<Kind, () => Promise<Sender | null>> = {
  feedback: async () => (await import('../feedback/sender.ts')).sender,
  survey: async () => (await import('../survey/sender.ts')).sender,
  help: async () => (await import('../team/send.ts')).sender,
}

export const senderOf = (kind: Kind) => SENDERS[kind]()
