import { useState } from 'preact/hooks'
import type { ProcedurePage } from '../../api.ts'
import { caseOf, once } from '../../case.ts'
import { nameOf } from '../../facts.ts'
import { linkOf } from '../../links.ts'
import type { Answers } from '../../router.ts'
import { Bar } from '../../ui/bar.tsx'
import { CallButton } from '../../ui/call-link.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useUnit } from '../../ui/unit.tsx'
import { words } from '../../words.ts'
import { share } from '../../zalo.ts'

/** *Gửi cho người thân*, at the thumb: the page, and with it my own case if I answered. */
export function ShareBar({ page, answers }: { page: ProcedurePage; answers: Answers }) {
  const unit = useUnit()
  const [said, setSaid] = useState('')
  const [link, setLink] = useState('')
  const send = async () => {
    const url = linkOf({ at: 'procedure', code: page.code, answers })
    const done = await share({ title: titleOf(page), text: textOf(page, answers), url })
    setLink(done === 'failed' ? url : '')
    setSaid(
      {
        shared: words.procedure.shared,
        copied: words.procedure.copied,
        failed: words.procedure.shareFailed,
        cancelled: '',
      }[done],
    )
  }
  const mine = page.guide && page.guide.questions.length > 0 ? caseOf(page.guide, answers) : null
  const phone = page.desk === 'police' ? unit?.police.phone : unit?.hotlines[0]?.phone
  return (
    <Bar two label={words.procedure.share}>
      <p role="status" class="said">
        {said}
        {link && <span class="code"> {link}</span>}
      </p>
      {mine?.next && (
        <button type="button" class="button main" onClick={toMyCase}>
          {words.procedure.answerNow}
        </button>
      )}
      <button
        type="button"
        class={mine?.next ? 'button' : 'button main'}
        aria-label={words.procedure.share}
        onClick={send}
      >
        {!mine?.next && <Icon name="share" />}
        {mine?.next ? words.procedure.shareShort : words.procedure.share}
      </button>
      {phone && <CallButton phone={phone} />}
    </Bar>
  )
}

/** Leads to the open question of *Trường hợp của tôi*. */
function toMyCase() {
  const question = document.getElementById('cau-hoi')
  question?.scrollIntoView({ block: 'start' })
  question?.focus({ preventScroll: true })
}

const titleOf = ({ guide, name }: ProcedurePage) => guide?.title ?? nameOf(name)

/** The papers go along as text, so that the message is of use to one who does not open the link. */
function textOf(page: ProcedurePage, answers: Answers): string {
  const mine = page.guide && caseOf(page.guide, answers)
  if (!mine || mine.next || mine.stop) return titleOf(page)
  const papers = once(mine.papers)
    .filter(({ kind }) => kind !== 'skip')
    .map(({ name, copies }) => `- ${name}${copies ? ` (${copies})` : ''}`)
  return [`${titleOf(page)}. ${words.procedure.checklist}:`, ...papers].join('\n')
}
