import { words } from '../words.ts'
import { chatWithOa, inZalo } from '../zalo.ts'
import { Icon } from './icon.tsx'
import { OutLink } from './out-link.tsx'
import { useUnit } from './unit.tsx'

/**
 * The ways to write to the commune: its Official Account inside Zalo, our own chat page in a browser, Zalo and
 * Telegram where there are such.
 */
export function ChatLinks() {
  const { zaloOa, zaloBot, telegram } = useUnit()?.channels ?? {}
  if (inZalo) {
    return zaloOa ? (
      <button type="button" class="button wide" onClick={() => chatWithOa(zaloOa)}>
        <Icon name="chat" />
        {words.hotline.chat}
      </button>
    ) : null
  }
  return (
    <>
      <a class="button wide" href="/chat">
        <Icon name="chat" />
        {words.hotline.chat}
      </a>
      {zaloOa && (
        <OutLink class="button plain wide" href={`https://zalo.me/${zaloOa}`}>
          {words.hotline.zalo}
        </OutLink>
      )}
      {zaloBot && !zaloOa && (
        <OutLink class="button plain wide" href={zaloBot}>
          {words.hotline.zalo}
        </OutLink>
      )}
      {telegram && (
        <OutLink class="button plain wide" href={`https://t.me/${telegram.replace(/^@/, '')}`}>
          {words.hotline.telegram}
        </OutLink>
      )}
    </>
  )
}
