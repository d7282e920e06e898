import { Api } from 'grammy'
import { problem } from '../../server/kernel/problem.ts'
import { PHOTO_MOST, readPhoto } from './read-photo.ts'

const TIMEOUT_MS = 30_000

/**
 * Fetches the bytes of a photo by Telegram's file id. The address holds the bot's token, so it never leaves this function.
 * Throws `photo.too-large`; anything else that fails is an ordinary error, to be tried again by whoever sent the photo.
 */
export function telegramPhotos({ token, apiRoot }: { token: string; apiRoot: string }) {
  const api = new Api(token, { apiRoot, timeoutSeconds: 40 })
  return async (fileId: string): Promise<Uint8Array> => {
    const file = await api.getFile(fileId).catch((error: unknown) => {
      throw isTooBig(error) ? problem('photo.too-large', { max: 8 }) : new Error('telegram getFile')
    })
    if ((file.file_size ?? 0) > PHOTO_MOST) throw problem('photo.too-large', { max: 8 })
    if (!file.file_path) throw new Error('telegram file without path')
    const url = `${apiRoot}/file/bot${token}/${file.file_path.split('/').map(encodeURIComponent).join('/')}`
    // a failure must not carry the address into a log
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null)
    if (!response?.ok) throw new Error('telegram file')
    return readPhoto(response)
  }
}

function isTooBig(error: unknown): boolean {
  return error instanceof Error && /file is too big/i.test(error.message)
}
