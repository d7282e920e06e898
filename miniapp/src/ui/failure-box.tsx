import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { type Failure, mayRetry } from '../api.ts'
import { words } from '../words.ts'
import { CallLink } from './call-link.tsx'
import { useUnit } from './unit.tsx'

/** What went wrong in the API's own sentence, and what to do now: try again, or call. */
export function FailureBox({
  failure,
  title = words.failed.title,
  retry,
  children,
}: {
  failure: Failure
  /** What did not come about, when nothing came back. */
  title?: string
  retry?: () => void
  children?: ComponentChildren
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // below a form it would stay under the bar at the thumb
    box.current?.scrollIntoView({ block: 'center' })
  }, [failure])
  const first = useUnit()?.hotlines[0]
  return (
    <div ref={box} class="notice" role="alert" tabIndex={-1}>
      <p>{mayRetry(failure) ? `${title}. ${failure.message}` : <b>{failure.message}</b>}</p>
      {retry && (
        <button type="button" class="button" onClick={retry}>
          {words.retry}
        </button>
      )}
      {children}
      {first && (
        <>
          <p>{words.failed.orCall}</p>
          <CallLink label={first.label} phone={first.phone} />
        </>
      )}
    </div>
  )
}
