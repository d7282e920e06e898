import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Failure } from '../api.ts'
import { words } from '../words.ts'
import { FailureBox } from './failure-box.tsx'

/**
 * A screen that is fetched when it is first opened; without a network it says so and may be tried again. `quiet`: a small part that
 * simply is not there until it comes.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { quiet = false } = {},
): ComponentType<Props> {
  let known: ComponentType<Props> | null = null
  return function Lazy(props: Props) {
    const [failure, setFailure] = useState<Failure | null>(null)
    const [, setLoaded] = useState(known !== null)
    const fetchIt = async () => {
      setFailure(null)
      try {
        known = await load()
        setLoaded(true)
      } catch {
        setFailure(new Failure('offline', navigator.onLine ? words.failed.noAnswer : words.failed.offline))
      }
    }
    useEffect(() => {
      if (!known) void fetchIt()
    }, [])
    const Known = known
    if (Known) return <Known {...props} />
    if (quiet) return null
    return failure ? <FailureBox failure={failure} retry={fetchIt} /> : <p role="status">{words.loading}</p>
  }
}
