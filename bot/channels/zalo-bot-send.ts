import type { Say } from '../../server/content/messages.ts'
import type { Carrier, Outcome } from '../../server/notices/schema.ts'
import type { BotResult, ZaloBotClient } from './zalo-bot-client.ts'
import { ZaloMessage, zaloNotice, zaloWeight } from './zalo-menu.ts'

/** A notice takes a little less than Zalo allows, so that its numbered choices surely fit. */
const LONGEST = 1900
const PROBE_MS = 5000
/** Seconds to wait when the quota is used up and nothing is said of how long. */
const QUOTA_SECONDS = 60

/**
 * The Zalo Bot platform as a carrier of notices. Zalo publishes no rate; ten a second and one a second in a chat is our own choice.
 * Whoever wrote to the bot once can be written to at any time: there is no window.
 */
export function zaloBotCarrier(client: ZaloBotClient, say: Say): Carrier {
  return {
    channel: 'zalo-bot',
    longest: LONGEST,
    weigh: ({ text, choices }) => zaloWeight(say, text, choices),
    numbered: true,
    pace: { perSecond: 10, burst: 5, chatMs: 1000 },
    async answers() {
      const me = await client.getMe(PROBE_MS)
      return me.kind === 'ok' || (me.kind === 'refused' && me.code === 429)
    },
    send: (chat, { text, choices }) => sendZaloBot(client, chat, zaloNotice(say, text, choices)),
  }
}

/** One message as the outlet made it, and what became of it. Never throws. */
export async function sendZaloBot(client: ZaloBotClient, chat: string, body: string): Promise<Outcome> {
  return outcomeOf(await client.sendMessage(chat, ZaloMessage.parse(JSON.parse(body)).text))
}

/**
 * What a call means for its message. Only a request that Zalo finds wrong in itself (400) is final: what else refuses (a changed token
 * 401, a chat 403 or 404, a fault of the server) may be mended and is tried again, to end in the call list if it is not.
 */
export function outcomeOf(result: BotResult): Outcome {
  switch (result.kind) {
    case 'ok':
      return { kind: 'delivered' }
    case 'unreached':
      return { kind: 'temporary', error: 'no connection' }
    case 'broken':
      return { kind: 'unknown', error: 'network' }
    case 'refused': {
      const { code, waitSeconds } = result
      if (code === 429) return { kind: 'asked-to-wait', seconds: waitSeconds ?? QUOTA_SECONDS }
      const error = `zalo-bot ${code}`
      if (code === 400) return { kind: 'permanent', error }
      // given up while Zalo was still at it
      return { kind: code === 408 || code === 504 ? 'unknown' : 'temporary', error }
    }
  }
}
