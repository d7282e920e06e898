import { useEffect, useState } from 'preact/hooks'
import { asFailure, type Failure } from '../api.ts'
import { keptSince } from '../offline/kept-since.ts'

export type Loaded<T> = { data: T | null; failure: Failure | null; busy: boolean; retry: () => void }

/**
 * Loads what belongs to a key, once; a new key aborts the call before. While loading, the data of the key before stays, so that a
 * list does not flicker under the typing finger. `key` null = nothing to load. `cache` outlives the screen: going back is instant.
 */
export function useLoad<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  cache: Map<string, T>,
): Loaded<T> {
  const [got, setGot] = useState<{ key: string | null; data: T | null; failure: Failure | null }>({
    key: null,
    data: null,
    failure: null,
  })
  const [tries, setTries] = useState(0)
  const cached = key === null ? undefined : cache.get(key)
  useEffect(() => {
    if (key === null || cached !== undefined) return
    const abort = new AbortController()
    load(abort.signal).then(
      (data) => {
        // what this device kept is asked for again when the screen is opened again
        if (!(typeof data === 'object' && keptSince(data))) cache.set(key, data)
        setGot({ key, data, failure: null })
      },
      (error) => {
        if (abort.signal.aborted) return
        setGot((before) => ({ key, data: before.data, failure: asFailure(error) }))
      },
    )
    return () => abort.abort()
  }, [key, tries])
  const retry = () => {
    setGot((before) => ({ ...before, key: null, failure: null }))
    setTries((count) => count + 1)
  }
  if (key === null) return { data: null, failure: null, busy: false, retry }
  if (cached !== undefined) return { data: cached, failure: null, busy: false, retry }
  return { data: got.data, failure: got.key === key ? got.failure : null, busy: got.key !== key, retry }
}
