import { useEffect, useState } from 'preact/hooks'
import type { Entry } from './entry.ts'
import { outbox } from './index.ts'

/** What has not arrived yet, as it comes and goes; null until it is read. */
export function useEntries(): Entry[] | null {
  const [entries, setEntries] = useState<Entry[] | null>(null)
  useEffect(() => {
    const show = () => void outbox.list().then(setEntries)
    show()
    return outbox.watch(show)
  }, [])
  return entries
}
