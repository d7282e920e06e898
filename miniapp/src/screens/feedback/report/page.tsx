import type { ComponentChildren, ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import { type Fault, faultOf, STEPS, type Step } from '../../../feedback/draft.ts'
import type { Desk } from '../../../feedback/use-draft.ts'
import { go, goBack } from '../../../router.ts'
import { Bar } from '../../../ui/bar.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { report } from '../../../words/feedback.ts'
import { Contact } from './contact.tsx'
import { More } from './more.tsx'
import type { PageProps } from './page-props.ts'
import { Photos } from './photos.tsx'
import { What } from './what.tsx'
import { Where } from './where.tsx'

const PAGES: Record<Exclude<Step, 'review'>, ComponentType<PageProps>> = {
  what: What,
  where: Where,
  more: More,
  photos: Photos,
  contact: Contact,
}

/** One page of the form. `edit`: opened from the review, and leads back there. */
export function FormPage({ at, edit, desk }: { at: Exclude<Step, 'review'>; edit: boolean; desk: Desk }) {
  // the number makes the same fault draw the focus again
  const [wrong, setWrong] = useState<{ fault: Fault; tries: number } | null>(null)
  const stillWrong = wrong !== null && faultOf(at, desk.draft) === wrong.fault
  const Page = PAGES[at]
  const onward = (event: Event) => {
    event.preventDefault()
    const fault = faultOf(at, desk.now())
    setWrong(fault && { fault, tries: (wrong?.tries ?? 0) + 1 })
    if (fault) return
    if (edit) goBack()
    else go({ at: 'report', step: STEPS[STEPS.indexOf(at) + 1] ?? at })
  }
  return (
    <StepScreen at={at}>
      <form id="trang" onSubmit={onward} noValidate>
        <Page key={wrong?.tries ?? 0} desk={desk} fault={stillWrong ? wrong.fault : null} />
      </form>
      <Bar two label={report.next}>
        <button type="submit" form="trang" class="button main">
          {edit ? report.done : report.next}
        </button>
      </Bar>
    </StepScreen>
  )
}

/** The frame of a step: its question as the heading, and how far one is. */
export function StepScreen({ at, children }: { at: Step; children: ComponentChildren }) {
  return (
    <Screen title={report.titles[at]}>
      <p class="soft">{report.step(STEPS.indexOf(at) + 1, STEPS.length)}</p>
      {children}
    </Screen>
  )
}
