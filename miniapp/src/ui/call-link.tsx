import { words } from '../words.ts'
import { callPhone, inZalo } from '../zalo.ts'
import { Icon } from './icon.tsx'

/** A phone number to tap. `tel:` in a browser; in Zalo its own dialler, with `tel:` if that fails. */
export function CallLink({ label, phone, note }: { label: string; phone: string; note?: string | undefined }) {
  const { href, onClick } = dial(phone)
  return (
    <a class="call" href={href} onClick={onClick}>
      <Icon name="phone" />
      <span class="call-words">
        <span class="call-label">{label}</span>
        <b class="call-number">{phone}</b>
        {note && <small>{note}</small>}
      </span>
    </a>
  )
}

/** The same as one button without the number, where there is little room. */
export function CallButton({ phone }: { phone: string }) {
  return (
    <a class="button" {...dial(phone)}>
      <Icon name="phone" />
      {words.procedure.askDesk}
    </a>
  )
}

/** What makes an element dial a number. */
export function dial(phone: string) {
  const href = `tel:${phone.replace(/[^\d+]/g, '')}`
  const onClick = async (event: MouseEvent) => {
    if (!inZalo) return
    event.preventDefault()
    if (!(await callPhone(phone))) location.href = href
  }
  return { href, onClick }
}
