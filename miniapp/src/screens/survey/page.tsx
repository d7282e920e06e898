import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { go, type SurveyRoute } from '../../router.ts'
import type { SurveyView } from '../../survey/api.ts'
import type { SurveyDesk } from '../../survey/draft.ts'
import { itemsOn, missingOf, pagesToAsk } from '../../survey/rules.ts'
import { Bar } from '../../ui/bar.tsx'
import { Screen } from '../../ui/screen.tsx'
import { survey as words } from '../../words/survey.ts'
import { ItemBox } from './item.tsx'

type Props = {
  view: SurveyView
  desk: SurveyDesk
  page: number
  /** The page after this one; null on the last. */
  onward: SurveyRoute | null
  busy: boolean
  onSend: () => Promise<void>
  children: ComponentChildren
}

/** One page: at most five questions, and what is still missing when one wants to go on. */
export function SurveyPage({ view, desk, page, onward, busy, onSend, children }: Props) {
  const { draft, change, now } = desk
  const [tries, setTries] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const items = itemsOn(view, page, draft.answers)
  const missing = tries > 0 ? missingOf(items, draft.answers) : []
  const pages = pagesToAsk(view, draft.answers)
  const at = pages.indexOf(page)
  useEffect(() => {
    if (tries > 0)
      form.current?.querySelector<HTMLElement>('[data-missing] [tabindex], [data-missing] textarea')?.focus()
  }, [tries])
  const forward = (event: Event) => {
    event.preventDefault()
    if (missingOf(itemsOn(view, page, now().answers), now().answers).length > 0) setTries((count) => count + 1)
    else if (onward) go(onward)
    else void onSend()
  }
  const answer = (id: string, given: string) => {
    const { [id]: before, ...others } = now().answers
    change({ answers: given === '' ? others : { ...others, [id]: given } })
  }
  return (
    <Screen title={view.title} place={String(page)}>
      {pages.length > 1 && (
        <p class="soft pages">
          {words.page(at + 1, pages.length)}
          <progress max={pages.length} value={at + 1} aria-hidden="true" />
        </p>
      )}
      <form ref={form} id="phieu" onSubmit={forward} noValidate>
        {items.map((item) => (
          <ItemBox
            key={item.id}
            item={item}
            given={draft.answers[item.id] ?? ''}
            missing={missing.includes(item)}
            onAnswer={(given) => answer(item.id, given)}
          />
        ))}
      </form>
      <p role="alert" class="quiet-alert">
        {missing.length > 0 && words.missingCount(missing.length)}
      </p>
      {children}
      <Bar two label={onward ? words.next : words.send}>
        <button type="submit" form="phieu" class="button main" aria-disabled={busy}>
          {onward ? words.next : busy ? words.sending : words.send}
        </button>
      </Bar>
    </Screen>
  )
}
