import type * as z from 'zod'
import type { Random } from '../kernel/ids.ts'
import { derivedSecret, keyedHash, sameSecret, seal, sealingKey, unseal } from '../kernel/privacy.ts'
import { syllables } from '../kernel/text.ts'
import type { ChatRef } from './schema.ts'

/** Hexadecimal digits of a word's hash: enough to tell words apart, too few to be certain of one. */
const TOKEN = 8

const sealing = new WeakMap<CryptoKey, Promise<CryptoKey>>()

/** Keeps words and identities sealed under the installation's key, each bound to its place in the tables. */
export function createVault(key: CryptoKey, random: Random, unit: string) {
  function sealer(): Promise<CryptoKey> {
    const known = sealing.get(key) ?? sealingKey(key)
    sealing.set(key, known)
    return known
  }
  const nonce = () => random(new Uint8Array(12))
  const sealText = async (place: string, text: string) => seal(await sealer(), `${unit}/${place}`, text, nonce())
  const openText = async (place: string, sealed: string) => unseal(await sealer(), `${unit}/${place}`, sealed)

  return {
    sealText,
    /** Null when it was sealed with another key. */
    openText,
    seal: (place: string, value: unknown) => sealText(place, JSON.stringify(value)),
    /** Null when it was sealed with another key, or is not what the schema says. */
    async open<T>(place: string, sealed: string, schema: z.ZodType<T>): Promise<T | null> {
      const text = await openText(place, sealed)
      return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null)
    },
    /** Keyed hash, for look-up without keeping the thing itself. */
    hash: (purpose: string, value: string) => keyedHash(key, `feedback.${purpose}`, `${unit}\u0000${value}`),
    chatHash: ({ channel, chat }: ChatRef) => keyedHash(key, 'feedback.chat', `${unit}\u0000${channel}\u0000${chat}`),
    /** Hashes of the syllables of a text, between spaces, so that it can be searched by whole words without resting in clear. */
    async tokens(text: string): Promise<string[]> {
      const words = [...new Set(syllables(text))]
      return Promise.all(words.map(async (word) => (await keyedHash(key, 'feedback.word', word)).slice(0, TOKEN)))
    },
    /** The secret of a case: not kept, made again from the code. */
    secretOf: (code: string) => derivedSecret(key, 'feedback.secret', `${unit}\u0000${code}`),
    async opens(code: string, secret: string): Promise<boolean> {
      return sameSecret(await derivedSecret(key, 'feedback.secret', `${unit}\u0000${code}`), secret)
    },
  }
}
export type Vault = ReturnType<typeof createVault>
