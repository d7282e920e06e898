import { type Api, InputFile } from 'grammy'
import type { Message } from '../../server/notices/schema.ts'
import type { TelegramMessage } from './telegram-outlet.ts'

/** The bytes of a piece of news's picture, by the news's id; null when there is none any more. */
export type Pictures = (news: string) => Promise<Uint8Array | null>

/** Telegram allows so many UTF-16 units under a picture. */
const CAPTION = 1024

/** How a picture goes along with a message: under it as its caption, or for longer ones as the preview of its address. */
export function createPictures(api: Api, bytesOf: Pictures = async () => null) {
  /** Telegram's own id of a picture that it has got: the next reader costs no upload. */
  const known = new Map<string, string>()

  return {
    /** The call that sends the picture with its words; null when the words are too long for it, or the picture is gone. */
    async sending(chat: string, { text, keyboard }: TelegramMessage, { news }: NonNullable<Message['picture']>) {
      if (text.length > CAPTION) return null
      const before = known.get(news)
      const bytes = before === undefined ? await bytesOf(news).catch(() => null) : null
      const file = before ?? (bytes && new InputFile(bytes, 'anh'))
      if (!file) return null
      return async () => {
        const sent = await api.sendPhoto(chat, file, {
          caption: text,
          ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
        })
        const id = sent.photo?.at(-1)?.file_id
        if (id) known.set(news, id)
      }
    },

    /** What stands beside a message without a picture of its own: nothing, or the preview of its picture's address. */
    preview: (picture: Message['picture']) =>
      picture?.url
        ? { url: picture.url, prefer_large_media: true, show_above_text: true }
        : ({ is_disabled: true } as const),
  }
}
