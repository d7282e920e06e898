import { getSurvey, getSurveys } from '../survey/api.ts'
import { readPack, renewPack } from './pack.ts'

const DUE_MS = 12 * 3_600_000

type Network = { saveData?: boolean; effectiveType?: string }
declare global {
  interface Navigator {
    connection?: Network
  }
}

/** Whether about 200 kB may be fetched unasked: not when the phone saves data, nor over the slowest networks. */
export function mayFetchUnasked({ saveData, effectiveType = '' }: Network = navigator.connection ?? {}): boolean {
  return !saveData && !/2g/.test(effectiveType)
}

/** Fetches the guides, and the surveys that are open, when they are due and the network is not too dear. Never throws. */
export async function renewIfDue(now: number): Promise<void> {
  try {
    const known = await readPack()
    if ((known && now - known.at < DUE_MS) || !mayFetchUnasked()) return
    await renewPack()
    const { surveys } = await getSurveys()
    for (const { id } of surveys) await getSurvey(id)
  } catch {
    // next time
  }
}
