import { useEffect, useRef } from 'preact/hooks'
import type { LookupAnswer } from '../../api.ts'
import { CallLink } from '../../ui/call-link.tsx'
import { isOfTheClock, ToneMark, toneOf } from '../../ui/tone.tsx'
import { useUnit } from '../../ui/unit.tsx'
import { words } from '../../words.ts'
import { Due } from './due.tsx'
import { FollowByChat } from './follow.tsx'
import { Keep } from './keep.tsx'
import { About, Timeline } from './more.tsx'
import { Rate } from './rate.tsx'

/** Nothing more will be told of these. */
const ENDED = new Set(['returned', 'refused', 'stopped', 'withdrawn'])

/** How the dossier stands: state in words, the due moment large, what to do next, then what happened so far. */
export function Result({ answer, phone }: { answer: LookupAnswer; phone: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useUnit()?.hotlines[0]
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView()
  }, [])
  const late = answer.verified ? answer.late : undefined
  const tone = toneOf(answer, late !== undefined, Date.now())
  const sorry = late ?? (tone === 'late' ? { workingDays: 0 } : undefined)
  return (
    <section class="result">
      <h2 ref={heading} tabIndex={-1}>
        <span class="code">{answer.code}</span>
      </h2>
      {!answer.verified && <p class="notice">{answer.message}</p>}
      <ToneMark tone={tone} statusText={answer.statusText} />
      {isOfTheClock(tone) && <p class="state">{answer.statusText}</p>}
      {sorry && (
        <div class="notice late" role="alert">
          <p>{tone === 'done' ? words.dossier.lateDone(sorry.workingDays) : words.dossier.late(sorry.workingDays)}</p>
          {tone !== 'done' && first && <p>{words.dossier.lateCall}</p>}
          {tone !== 'done' && first && <CallLink label={first.label} phone={first.phone} />}
        </div>
      )}
      <Due answer={answer} />
      {tone !== 'late' && answer.next && <h3>{words.dossier.next}</h3>}
      {tone !== 'late' && answer.next && <p>{answer.next}</p>}
      {answer.verified && answer.status === 'returned' && <Rate code={answer.code} />}
      {answer.verified && !ENDED.has(answer.status) && <FollowByChat code={answer.code} phone={phone} />}
      {answer.verified && <About answer={answer} />}
      {answer.verified && <Timeline answer={answer} />}
      <Keep answer={answer} />
    </section>
  )
}
