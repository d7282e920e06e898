import type { ComponentChildren } from 'preact'
import type { Failure } from '../api.ts'
import { words } from '../words.ts'
import { CallLink } from './call-link.tsx'
import { useUnit } from './unit.tsx'

/** What went wrong in the API's own sentence, and what to do now: try again, or call. */
export function FailureBox({
  failure,
  retry,
  children,
}: {
  failure: Failure
  retry?: () => void
  children?: ComponentChildren
}) {
  const first = useUnit()?.hotlines[0]
  return (
    <div class="notice" role="alert">
      <p>
        <b>{words.failed.title}.</b> {failure.message}
      </p>
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
