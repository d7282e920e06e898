import type { Channel } from '../bot/channels/channel.ts'
import type { PushDeps } from '../bot/channels/push.ts'
import { createTelegram, telegramOutlet } from '../bot/channels/telegram.ts'
import { telegramPhotos } from '../bot/channels/telegram-photo.ts'
import { zaloOutlet } from '../bot/channels/zalo-menu.ts'
import type { Outlet } from '../bot/conversation/conversation.ts'
import type { Config } from './config.ts'
import type { Say } from './content/messages.ts'

/** The accounts of the channels that are written to; null or left out = off. */
export type Accounts = { telegram: Config['telegram'] }

/** How each channel shows an answer. */
export function outletsOf(say: Say): Record<string, Outlet> {
  return { telegram: telegramOutlet, 'zalo-bot': zaloOutlet(say), 'zalo-oa': zaloOutlet(say) }
}

/** By channel: what fetches a photo that somebody sent there. */
export function photoFetchers({ telegram }: Accounts): Record<string, (ref: string) => Promise<Uint8Array>> {
  return { ...(telegram ? { telegram: telegramPhotos(telegram) } : {}) }
}

/** The channels that are on. */
export function openChannels({ telegram: account }: Accounts, deps: PushDeps) {
  const telegram = account && createTelegram({ ...account, ...deps })
  const channels: Channel[] = [...(telegram ? [telegram] : [])]
  return { channels, telegram }
}
