import { useEffect, useRef, useState } from 'preact/hooks'
import { asFailure, type Failure } from '../../../api.ts'
import type { Draft } from '../../../feedback/draft.ts'
import { findSimilar, followCase, type Similar } from '../../../feedback/send.ts'
import { sayShort } from '../../../moment.ts'
import { FailureBox } from '../../../ui/failure-box.tsx'
import { report } from '../../../words/feedback.ts'

const words = report.similar

/** Open cases near by: following one instead of sending the same again. Silent when there are none, or nobody can tell. */
export function SimilarCases({ draft, onFollowed }: { draft: Draft; onFollowed: () => void }) {
  const [cases, setCases] = useState<Similar[]>([])
  const [failure, setFailure] = useState<Failure | null>(null)
  const busy = useRef(false)
  useEffect(() => {
    let gone = false
    findSimilar(draft).then(
      (found) => !gone && setCases(found.slice(0, 3)),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [])
  const follow = async (id: string) => {
    if (busy.current) return
    busy.current = true
    try {
      await followCase(id)
      onFollowed()
    } catch (error) {
      setFailure(asFailure(error))
    }
    busy.current = false
  }
  return (
    <div role="status">
      {cases.length > 0 && (
        <section class="notice">
          <h2>{words.title}</h2>
          <p>{words.intro}</p>
          {cases.map((one) => (
            <div key={one.id} class="near">
              <p>{one.text}</p>
              <p class="soft">{factsOf(one)}</p>
              <button type="button" class="button" onClick={() => void follow(one.id)}>
                {words.follow}
              </button>
            </div>
          ))}
          <p>{words.still}</p>
        </section>
      )}
      {failure && <FailureBox failure={failure} title={report.review.notSent} />}
    </div>
  )
}

function factsOf({ place, distance, receivedAt, stateText, follows }: Similar): string {
  return [
    place,
    distance === null ? '' : words.distance(Math.round(distance / 10) * 10),
    words.received(sayShort(receivedAt)),
    stateText,
    follows > 0 ? words.follows(follows) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
