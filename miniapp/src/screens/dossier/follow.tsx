import { useState } from 'preact/hooks'
import type { FollowLink } from '../../../../server/notices/schema.ts'
import { asFailure, type Failure, mayRetry, post } from '../../api.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { ShareThis } from '../../ui/share-this.tsx'
import { follow as words } from '../../words/follow.ts'
import { channelOf, Offer } from '../follow/offer.tsx'

/** After a verified look: to be told by messages of what comes. The digits are asked for by the server once more, and kept nowhere. */
export function FollowByChat({ code, phone }: { code: string; phone: string }) {
  const [link, setLink] = useState<FollowLink | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      setLink(await post<FollowLink>('/notices/link', { code, phone }))
    } catch (error) {
      setFailure(asFailure(error))
    }
    setBusy(false)
  }
  if (link) {
    return (
      <section class="keep">
        <h3>{words.title}</h3>
        <Offer link={link} once />
        {channelOf(link) && <p class="hint">{words.otherPhone}</p>}
        {channelOf(link) && <ShareThis route={{ at: 'follow', code: link.code }} title={words.title} />}
      </section>
    )
  }
  return (
    <div class="keep">
      <button type="button" class="button wide" aria-disabled={busy} onClick={() => void ask()}>
        {busy ? words.asking : words.button}
      </button>
      <p class="hint">{words.buttonHint}</p>
      {failure &&
        (mayRetry(failure) ? (
          <FailureBox failure={failure} retry={() => void ask()} />
        ) : (
          <p role="alert" class="notice">
            {failure.message}
          </p>
        ))}
    </div>
  )
}
