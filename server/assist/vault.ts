import type * as z from 'zod'
import type { Random } from '../kernel/ids.ts'
import { seal, sealingKey, unseal } from '../kernel/privacy.ts'

/** Keeps what names people sealed under the installation's key, each bound to its place in the tables. */
export function assistVault(key: CryptoKey, random: Random, unit: string) {
  const bound = (place: string) => `assist ${unit}/${place}`
  const sealText = async (place: string, text: string) =>
    seal(await sealingKey(key), bound(place), text, random(new Uint8Array(12)))
  const openText = async (place: string, sealed: string) => unseal(await sealingKey(key), bound(place), sealed)
  return {
    sealText,
    /** Null when it was sealed with another key or for another place. */
    openText,
    seal: (place: string, value: unknown) => sealText(place, JSON.stringify(value)),
    /** Null when it was sealed with another key, or is not what the schema says. */
    async open<T>(place: string, sealed: string, schema: z.ZodType<T>): Promise<T | null> {
      const text = await openText(place, sealed)
      return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null)
    },
  }
}
export type AssistVault = ReturnType<typeof assistVault>
