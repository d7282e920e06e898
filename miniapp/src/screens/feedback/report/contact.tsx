import { useEffect, useRef } from 'preact/hooks'
import type { Draft } from '../../../feedback/draft.ts'
import { FromZalo } from '../../../ui/from-zalo.tsx'
import { report } from '../../../words/feedback.ts'
import { zalo } from '../../../words/zalo.ts'
import { phoneOfZalo } from '../../../zalo-person.ts'
import { TextField } from '../text-field.tsx'
import { Tick } from '../tick.tsx'
import type { PageProps } from './page-props.ts'

const words = report.contact

/** How to be reached, what leaving the name out means by law, and two consents, each for itself and never ticked beforehand. */
export function Contact({ desk: { draft, change }, fault }: PageProps) {
  const group = useRef<HTMLLegendElement>(null)
  useEffect(() => {
    if (fault === 'reply-missing') group.current?.focus()
  }, [fault])
  return (
    <>
      <fieldset class="question">
        <legend ref={group} tabIndex={-1}>
          {words.reply}
          {fault === 'reply-missing' && <b class="error">{words.needReply}</b>}
        </legend>
        <Choice id="none" draft={draft} change={change} label={words.none} hint={words.noneHint} />
        <Choice id="phone" draft={draft} change={change} label={words.phone} hint={words.phoneHint} />
      </fieldset>
      {draft.reply === 'phone' && (
        <>
          <TextField
            id="so-dien-thoai"
            label={words.number}
            error={fault === 'phone-missing' ? words.needPhone : fault === 'phone-wrong' ? words.wrongPhone : null}
            most={20}
            value={draft.phone}
            onInput={(phone) => change({ phone })}
            keyboard="tel"
            autocomplete="tel"
          />
          <FromZalo
            label={zalo.phone}
            why={zalo.phoneWhy}
            taken={zalo.phoneTaken}
            instead={zalo.typeNumber}
            ask={phoneOfZalo}
            onTold={(phone) => change({ phone })}
          />
          <TextField
            id="ho-ten"
            label={words.name}
            most={100}
            value={draft.name}
            onInput={(name) => change({ name })}
            autocomplete="name"
          />
          <TextField
            id="dia-chi"
            label={words.address}
            hint={words.secret}
            most={300}
            value={draft.address}
            onInput={(address) => change({ address })}
            autocomplete="street-address"
          />
        </>
      )}
      <details>
        <summary>{words.anonymousTitle}</summary>
        <p>{words.anonymous}</p>
      </details>
      <fieldset class="question">
        <legend>
          <b>{words.consents}</b>
          <small>{words.consentsHint}</small>
        </legend>
        <Tick
          label={words.publish}
          hint={words.publishHint}
          checked={draft.publish}
          onChange={(publish) => change({ publish })}
        />
        {draft.reply === 'phone' && (
          <Tick
            label={words.call}
            hint={words.callHint}
            checked={draft.contact}
            onChange={(contact) => change({ contact })}
          />
        )}
      </fieldset>
    </>
  )
}

type ChoiceProps = {
  id: 'none' | 'phone'
  draft: Draft
  change: (part: Partial<Draft>) => void
  label: string
  hint: string
}
function Choice({ id, draft, change, label, hint }: ChoiceProps) {
  return (
    <button type="button" class="option told" aria-pressed={draft.reply === id} onClick={() => change({ reply: id })}>
      {label}
      <small>{hint}</small>
    </button>
  )
}
