import type { ChatRef } from '../../server/feedback/schema.ts'
import type { VaultPort } from '../ports.ts'

const MARK = 'sealed:'

/** The body of an outgoing message that quotes a report, unreadable while it waits. */
export async function sealedBody(vault: VaultPort, chat: ChatRef, body: string): Promise<string> {
  return MARK + (await vault.seal(placeOf(chat), body))
}

/** The body as it is sent; null when it was sealed by another installation. */
export async function openBody(vault: VaultPort, chat: ChatRef, body: string): Promise<string | null> {
  return body.startsWith(MARK) ? vault.unseal(placeOf(chat), body.slice(MARK.length)) : body
}

function placeOf({ channel, chat }: ChatRef): string {
  return `outbox ${channel} ${chat}`
}
