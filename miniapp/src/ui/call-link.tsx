import { words } from '../words.ts'
import { callPhone, inZalo } from '../zalo.ts'
import { Icon } from './icon.tsx'

/** A phone number to tap. `tel:` in a browser; in Zalo its own dialler, with `tel:` if that fails. */
export function CallLink({
  label,
  phone,
  note,
  strong = false,
}: {
  label: string
  phone: string
  note?: string | undefined
  strong?: boolean
}) {
  const tel = `tel:${phone.replace(/[^\d+]/g, '')}`
  const call = async (event: MouseEvent) => {
    if (!inZalo) return
    event.preventDefault()
    if (!(await callPhone(phone))) location.href = tel
  }
  return (
    <a class={strong ? 'call strong' : 'call'} href={tel} onClick={call} aria-label={words.hotline.call(label, phone)}>
      <Icon name="phone" />
      <span class="call-words">
        <span class="call-label">{label}</span>
        <b class="call-number">{phone}</b>
        {note && <small>{note}</small>}
      </span>
    </a>
  )
}
