import { useEffect, useState } from 'preact/hooks'
import { asFailure, type Failure } from '../../api.ts'
import { eraseWebChat, hasWebChat } from '../../forget.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { useUnit } from '../../ui/unit.tsx'
import { settings as words } from '../../words/settings.ts'
import { chatWithOa, copyText, inZalo } from '../../zalo.ts'

/** What the commune holds, in plain words, and how it is taken away: this browser's chat at once, another chat by a sentence in it. */
export function There() {
  const oa = useUnit()?.channels.zaloOa
  const [said, setSaid] = useState('')
  const copy = async () => setSaid((await copyText(words.eraseText)) ? words.copied : '')
  return (
    <section>
      <h2>{words.thereTitle}</h2>
      <ul class="dots">
        {words.there.map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>
          {words.thereChat} {words.eraseBySaying(words.eraseText)}
        </li>
      </ul>
      {inZalo && oa ? (
        <button type="button" class="button wide" onClick={() => void chatWithOa(oa, words.eraseText)}>
          {words.eraseZalo}
        </button>
      ) : (
        <button type="button" class="button plain" onClick={() => void copy()}>
          {words.copyText}
        </button>
      )}
      <p role="status" class="said">
        {said}
      </p>
      <WebChat />
    </section>
  )
}

/** The conversation that this browser had on our chat page. */
function WebChat() {
  const [at, setAt] = useState<'none' | 'there' | 'asking' | 'busy' | 'gone'>('none')
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    if (hasWebChat()) setAt('there')
  }, [])
  const erase = async () => {
    setAt('busy')
    setFailure(null)
    try {
      await eraseWebChat()
      setAt('gone')
    } catch (error) {
      setFailure(asFailure(error))
      setAt('there')
    }
  }
  if (at === 'none') return null
  if (at === 'gone') return <p role="status">{words.erasedChat}</p>
  return (
    <>
      {failure && <FailureBox failure={failure} />}
      {at !== 'asking' && (
        <button type="button" class="button wide" aria-disabled={at === 'busy'} onClick={() => setAt('asking')}>
          {at === 'busy' ? words.working : words.eraseChat}
        </button>
      )}
      {at === 'asking' && (
        <div class="notice late">
          <p>{words.eraseChatAsk}</p>
          <div class="pick">
            <button type="button" class="button" onClick={() => void erase()}>
              {words.eraseYes}
            </button>
            <button type="button" class="button main" onClick={() => setAt('there')}>
              {words.eraseNo}
            </button>
          </div>
        </div>
      )}
    </>
  )
}
