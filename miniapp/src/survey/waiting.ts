import { useEffect, useState } from 'preact/hooks'
import { readJson } from '../kept.ts'

/** An answer on its way: what is sent, word for word, however often it has to be sent. */
export type Waiting = {
  /** Idempotency-Key: made when the survey was begun. */
  key: string
  survey: string
  title: string
  body: object
  /** When it was given; milliseconds. */
  given: number
  /** What the commune said when it would not take it. */
  refused?: { code: string; message: string; field?: string }
}

export const WAITING = 'surveys.waiting'
export const readWaiting = async () => (await readJson<Waiting[]>(WAITING)) ?? []

/** Told whenever an answer joins or leaves the list. */
const CHANGED = 'surveys-waiting'
export const tellWaiting = () => window.dispatchEvent(new Event(CHANGED))

/** The answers that are still here, as they come and go; null until they are read. */
export function useWaiting(): Waiting[] | null {
  const [waiting, setWaiting] = useState<Waiting[] | null>(null)
  useEffect(() => {
    const show = () => void readWaiting().then(setWaiting)
    show()
    window.addEventListener(CHANGED, show)
    return () => window.removeEventListener(CHANGED, show)
  }, [])
  return waiting
}
