import { useState } from 'preact/hooks'
import { reachedOf } from '../../feedback/parcel.ts'
import { sayShort } from '../../moment.ts'
import type { Entry } from '../../outbox/entry.ts'
import { outbox } from '../../outbox/index.ts'
import { go } from '../../router.ts'
import { Tappable } from '../../ui/tappable.tsx'
import { ToneMark } from '../../ui/tone.tsx'
import { unsent as words } from '../../words/unsent.ts'
import { edit, isEditable } from './edit.ts'

type Props = { entry: Entry; onSaid: (said: string) => void }

/** One thing that waits: what it is, how it stands, and what may be done with it. */
export function EntryRow({ entry, onSaid }: Props) {
  const [asking, setAsking] = useState(false)
  const { id, kind, title, at, state, reason, photos } = entry
  const what = title || words.kinds[kind]
  const wiped = kind === 'feedback' && title === ''
  const reached = kind === 'feedback' ? reachedOf(entry) : null
  const remove = async () => onSaid((await outbox.remove(id)) ? words.removed : words.gone)
  const mend = async () => {
    const to = await edit(entry)
    if (typeof to === 'string') onSaid(to === 'gone' ? words.gone : words.otherDraft)
    else go(to)
  }
  return (
    <li class="unsent">
      <p>
        <b>{what}</b>
        <br />
        <small>{`${words.kinds[kind]} · ${words.given(sayShort(vietnamTime(at)))}`}</small>
      </p>
      <p>
        <ToneMark tone={state === 'refused' ? 'act' : 'open'} statusText={words.states[state]} />
      </p>
      {reached && <p>{words.photos(photos.length - reached.photos, reached.code)}</p>}
      {!reached && photos.length > 0 && <p>{words.withPhotos(photos.length)}</p>}
      {reason && <p class="notice">{reason.message}</p>}
      {reason?.guidance && (
        <ul class="dots">
          {reason.guidance.map((line) => (
            <li key={line}>
              <Tappable text={line} />
            </li>
          ))}
        </ul>
      )}
      {wiped && <p>{words.wiped}</p>}
      {!asking && state !== 'sending' && (
        <div class="pick">
          {state === 'refused' && !wiped && (
            <button type="button" class="button" onClick={() => void outbox.retry(id)}>
              {words.again}
            </button>
          )}
          {isEditable(entry) && (
            <button type="button" class="button" aria-label={words.editLabel(what)} onClick={() => void mend()}>
              {words.edit}
            </button>
          )}
          {kind !== 'help' && (
            <button type="button" class="button" aria-label={words.removeLabel(what)} onClick={() => setAsking(true)}>
              {words.remove}
            </button>
          )}
        </div>
      )}
      {asking && (
        <fieldset class="question">
          <legend>{reached ? words.removePhotosAsk : words.removeAsk}</legend>
          <div class="pick">
            <button type="button" class="button" onClick={() => void remove()}>
              {words.removeYes}
            </button>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {words.removeNo}
            </button>
          </div>
        </fieldset>
      )}
    </li>
  )
}

/** A moment of this phone as the API writes moments. */
const vietnamTime = (ms: number) => new Date(ms + 7 * 3_600_000).toISOString()
