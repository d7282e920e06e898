import { keyedHash } from '../../kernel/privacy.ts'

/** A chat under a name of its own that tells nobody which it is: 16 hexadecimal digits of a keyed hash. */
export async function readerOf(
  key: CryptoKey,
  unit: string,
  { channel, chat }: { channel: string; chat: string },
): Promise<string> {
  return (await keyedHash(key, 'notices.reader', `${unit}\u0000${channel}\u0000${chat}`)).slice(0, 16)
}
