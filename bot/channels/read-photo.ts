import { problem } from '../../server/kernel/problem.ts'

/** The most that a photo may weigh before it is cleaned (Telegram gives bots no larger files); the cleaning has its own limit. */
export const PHOTO_MOST = 20_000_000

/** The body of an answer, given up as soon as it is larger than a photo may be. Throws `photo.too-large`. */
export async function readPhoto(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) break
    size += chunk.value.length
    if (size > PHOTO_MOST) {
      await reader?.cancel()
      throw problem('photo.too-large', { max: 8 })
    }
    parts.push(chunk.value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
