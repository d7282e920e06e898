import type { LookupAnswer, Unit } from './api.ts'
import { readKept, writeKept } from './zalo.ts'

/**
 * What stays on this device. The commune's contacts always, so that its hotline shows without a network; a dossier only when the
 * citizen asks, and then no more than its code tells anyone: never the name or the phone's digits.
 */
export type MyDossier = Pick<LookupAnswer, 'code' | 'status' | 'statusText' | 'dueAt'> & { dueDateOnly?: boolean }

export const readUnit = () => readJson<Unit>('unit')
export const keepUnit = (unit: Unit) => writeKept('unit', JSON.stringify(unit))

export const readDossiers = async () => (await readJson<MyDossier[]>('dossiers')) ?? []

/** Adds a dossier or renews what is known of it; the newest stands first. */
export async function keepDossier(answer: LookupAnswer): Promise<boolean> {
  const others = (await readDossiers()).filter(({ code }) => code !== answer.code)
  return writeKept('dossiers', JSON.stringify([publicPart(answer), ...others].slice(0, 20)))
}

/** Renews the kept line of a dossier where it stands; does nothing for one that is not kept. */
export async function renewDossier(answer: LookupAnswer): Promise<void> {
  const known = await readDossiers()
  if (!known.some(({ code }) => code === answer.code)) return
  await writeKept(
    'dossiers',
    JSON.stringify(known.map((mine) => (mine.code === answer.code ? publicPart(answer) : mine))),
  )
}

export async function forgetDossier(gone: string): Promise<MyDossier[]> {
  const left = (await readDossiers()).filter(({ code }) => code !== gone)
  await writeKept('dossiers', left.length > 0 ? JSON.stringify(left) : null)
  return left
}

/** Ticks of a checklist: the papers already at hand. */
export const readTicks = async (code: string) => (await readJson<string[]>(`ticks.${code}`)) ?? []
export const keepTicks = (code: string, ticks: string[]) =>
  writeKept(`ticks.${code}`, ticks.length > 0 ? JSON.stringify(ticks) : null)

function publicPart({ code, status, statusText, dueAt, dueDateOnly }: LookupAnswer): MyDossier {
  return { code, status, statusText, dueAt, ...(dueDateOnly ? { dueDateOnly } : {}) }
}

async function readJson<T>(key: string): Promise<T | null> {
  const text = await readKept(key)
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
