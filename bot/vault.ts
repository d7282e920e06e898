import type { Random } from '../server/kernel/ids.ts'
import { seal, sealingKey, unseal } from '../server/kernel/privacy.ts'
import type { VaultPort } from './ports.ts'

const keys = new WeakMap<CryptoKey, Promise<CryptoKey>>()

/** Seals under a key derived from the installation's secret; what another commune of the same database sealed does not open. */
export function createVault({ key, random, unit }: { key: CryptoKey; random: Random; unit: string }): VaultPort {
  function sealer(): Promise<CryptoKey> {
    const known = keys.get(key) ?? sealingKey(key)
    keys.set(key, known)
    return known
  }
  const bound = (place: string) => `${unit}/chat/${place}`
  return {
    seal: async (place, text) => seal(await sealer(), bound(place), text, random(new Uint8Array(12))),
    unseal: async (place, sealed) => unseal(await sealer(), bound(place), sealed),
  }
}
