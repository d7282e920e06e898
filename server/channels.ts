import type { Channel } from '../bot/channels/channel.ts'
import type { PushDeps } from '../bot/channels/push.ts'
import { createTelegram, telegramOutlet } from '../bot/channels/telegram.ts'
import { telegramPhotos } from '../bot/channels/telegram-photo.ts'
import { createZaloBot } from '../bot/channels/zalo-bot.ts'
import { zaloOutlet } from '../bot/channels/zalo-menu.ts'
import { createZaloOa, type ZaloOaDeps } from '../bot/channels/zalo-oa.ts'
import { zaloPhotos } from '../bot/channels/zalo-photo.ts'
import type { Outlet } from '../bot/conversation/conversation.ts'
import type { Config } from './config.ts'
import type { Say } from './content/messages.ts'

/** The accounts of the channels that are written to; null = off. */
export type Accounts = {
  telegram: Config['telegram']
  zaloBot: Config['zaloBot']
  zaloOa: Config['zaloOa']
  /** Where the photos of Zalo's chats may be fetched from. */
  zaloPhotoRoots: readonly string[]
}

/** The channels that there are, for people. */
export const KNOWN = [
  { name: 'telegram', title: 'Telegram' },
  { name: 'zalo-bot', title: 'Zalo Bot' },
  { name: 'zalo-oa', title: 'Zalo OA' },
] as const

/** How each channel shows an answer. */
export function outletsOf(say: Say): Record<string, Outlet> {
  return { telegram: telegramOutlet, 'zalo-bot': zaloOutlet(say), 'zalo-oa': zaloOutlet(say) }
}

/** By channel: what fetches a photo that somebody sent there. */
export function photoFetchers({
  telegram,
  zaloBot,
  zaloOa,
  zaloPhotoRoots,
}: Accounts): Record<string, (ref: string) => Promise<Uint8Array>> {
  return {
    ...(telegram ? { telegram: telegramPhotos(telegram) } : {}),
    ...(zaloBot ? { 'zalo-bot': zaloPhotos(zaloPhotoRoots) } : {}),
    ...(zaloOa ? { 'zalo-oa': zaloPhotos(zaloPhotoRoots) } : {}),
  }
}

/** The channels that are on. */
export function openChannels(accounts: Accounts, deps: PushDeps & Pick<ZaloOaDeps, 'key' | 'templates' | 'silencing'>) {
  const telegram = accounts.telegram && createTelegram({ ...accounts.telegram, ...deps })
  const zaloBot = accounts.zaloBot && createZaloBot({ ...accounts.zaloBot, ...deps })
  const zaloOa = accounts.zaloOa && createZaloOa({ ...accounts.zaloOa, ...deps })
  const channels: Channel[] = [telegram, zaloBot, zaloOa].filter((one) => one !== null)
  return { channels, telegram, zaloOa }
}
