import { useEffect, useState } from 'preact/hooks'
import { asFailure, type Failure, mayRetry } from '../../api.ts'
import { readJson } from '../../kept.ts'
import { type CounterView, getCounter, getSurvey, type SurveyView } from '../../survey/api.ts'
import { useOnline } from '../../ui/online.tsx'
import { writeKept } from '../../zalo.ts'

/** What the tablet shows: its counter and the survey. */
export type Setup = { counter: CounterView; view: SurveyView }

const RETRY_MS = 10_000
const RENEW_MS = 30 * 60_000

/** The tablet's counter and survey: what it kept at once, then what the server says, again from time to time. */
export function useSetup(code: string): { setup: Setup | null; failure: Failure | null } {
  const [setup, setSetup] = useState<Setup | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const online = useOnline()
  useEffect(() => {
    let over = false
    let wait: ReturnType<typeof setTimeout> | undefined
    const kept = `kiosk.${code}`
    const load = async () => {
      try {
        const counter = await getCounter(code)
        const fresh = { counter, view: await getSurvey(counter.survey) }
        if (over) return
        setSetup(fresh)
        setFailure(null)
        void writeKept(kept, JSON.stringify(fresh))
        wait = setTimeout(() => void load(), RENEW_MS)
      } catch (error) {
        if (over) return
        const failed = asFailure(error)
        setFailure(failed)
        if (mayRetry(failed)) wait = setTimeout(() => void load(), RETRY_MS)
        else {
          setSetup(null) // closed: the kept one is over, too
          void writeKept(kept, null)
        }
      }
    }
    void readJson<Setup>(kept).then((known) => {
      if (over) return
      if (known) setSetup((shown) => shown ?? known)
      void load()
    })
    return () => {
      over = true
      clearTimeout(wait)
    }
  }, [code, online])
  return { setup, failure }
}
