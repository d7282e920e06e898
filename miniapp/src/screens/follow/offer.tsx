import { useState } from 'preact/hooks'
import type { FollowLink } from '../../../../server/notices/schema.ts'
import { sayMoment } from '../../moment.ts'
import { OutLink } from '../../ui/out-link.tsx'
import { follow as words } from '../../words/follow.ts'
import { chatWithOa, copyText, inZalo } from '../../zalo.ts'

/** A channel by which a link may be used; undefined when the commune has none. */
export const channelOf = ({ telegram, zaloOa, zaloBot }: FollowLink) => telegram ?? zaloOa ?? zaloBot

/**
 * The line to send, and each channel it may be sent by; in Zalo the chat opens with the line written already, elsewhere it
 * is on the clipboard.
 */
export function Offer({ link, once = false }: { link: FollowLink; once?: boolean }) {
  const { text, expiresAt, telegram, zaloOa, zaloBot } = link
  const [said, setSaid] = useState('')
  const copy = async () => setSaid((await copyText(text)) ? words.copied : words.copyFailed)
  const openZalo = async (id: string) => setSaid((await chatWithOa(id, text)) ? words.opened : words.notOpened)
  if (!channelOf(link)) return <p>{words.none}</p>
  return (
    <>
      <p>{words.lead}</p>
      <p class="due">
        <small>{words.how}</small>
        <b class="code">{text}</b>
      </p>
      <p class="soft">{words.until(sayMoment(expiresAt), once)}</p>
      {zaloOa && inZalo && (
        <button type="button" class="button main wide" onClick={() => void openZalo(zaloOa.id)}>
          {words.zalo}
        </button>
      )}
      {zaloOa && !inZalo && (
        <OutLink href={zaloOa.url} class="button main wide" onFollow={() => void copy()}>
          {words.zalo}
        </OutLink>
      )}
      {zaloBot && (
        <OutLink href={zaloBot} class="button wide" onFollow={() => void copy()}>
          {words.zaloBot}
        </OutLink>
      )}
      {telegram && !inZalo && (
        <OutLink href={telegram} class="button wide">
          {words.telegram}
        </OutLink>
      )}
      <button type="button" class="button plain" onClick={() => void copy()}>
        {words.copy}
      </button>
      <p role="status" class="said">
        {said}
      </p>
    </>
  )
}
