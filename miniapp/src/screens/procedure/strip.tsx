import type { ProcedurePage } from '../../api.ts'
import { stripOf } from '../../facts.ts'
import type { Answers } from '../../router.ts'
import { words } from '../../words.ts'

/** The three facts people ask for. Each leads to its part of the page. */
export function Strip({ page, answers }: { page: ProcedurePage; answers: Answers }) {
  const { papers, time, fee } = stripOf(page, answers)
  return (
    <nav class="strip" aria-label={words.procedure.strip}>
      <div>
        <Cell target="giay-to" label={words.procedure.papers} value={papers} />
        <Cell target="bao-lau" label={words.procedure.time} value={time} />
        <Cell target="le-phi" label={words.procedure.fee} value={fee} />
      </div>
    </nav>
  )
}

function Cell({ target, label, value }: { target: string; label: string; value: string }) {
  // not a #fragment: the fragment belongs to the answers
  const jump = () => {
    const heading = document.getElementById(target)
    heading?.scrollIntoView()
    heading?.focus({ preventScroll: true })
  }
  return (
    <button type="button" onClick={jump}>
      <small>{label}</small>
      <b>{value}</b>
    </button>
  )
}
