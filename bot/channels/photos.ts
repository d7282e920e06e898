import * as z from 'zod'
import { type ChatRef, PhotoRef } from '../../server/feedback/schema.ts'
import { problem } from '../../server/kernel/problem.ts'
import type { PhotosPort, VaultPort } from '../ports.ts'

export type PhotosDeps = {
  /** Cleans a photo and keeps it. */
  keep(bytes: Uint8Array): Promise<PhotoRef>
  drop(id: string): Promise<void>
  /** Counts a photo of a caller. Throws `feedback.too-many`. */
  count(caller: string): Promise<void>
  /** By channel: fetches the bytes that the channel's reference names. */
  fetchers: Record<string, (ref: string) => Promise<Uint8Array>>
  vault: VaultPort
}

const Token = z.object({ photo: PhotoRef })

/** Photos of every channel: what the channel calls a photo becomes one that is kept. */
export function createPhotos({ keep, drop, count, fetchers, vault }: PhotosDeps) {
  const place = ({ channel, chat }: ChatRef) => `photo ${channel} ${chat}`
  const port: PhotosPort = {
    async keep(chat, ref) {
      const fetcher = fetchers[chat.channel]
      if (fetcher) {
        await count(`${chat.channel}:${chat.chat}`)
        return keep(await fetcher(ref))
      }
      const json = await vault.unseal(place(chat), ref)
      const token = json === null ? null : Token.safeParse(JSON.parse(json)).data
      if (!token) throw problem('photo.broken')
      return token.photo
    },
    drop,
  }
  return {
    ...port,
    /** The web sends its photo before the message that carries it: kept at once, its token good in this conversation only. */
    async upload(chat: ChatRef, bytes: Uint8Array, caller: string): Promise<string> {
      await count(caller)
      return vault.seal(place(chat), JSON.stringify({ photo: await keep(bytes) }))
    },
  }
}
export type Photos = ReturnType<typeof createPhotos>
