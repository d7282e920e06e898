import { useRef, useState } from 'preact/hooks'
import { asFailure, type Failure } from '../../../api.ts'
import { MOST_PHOTOS } from '../../../feedback/draft.ts'
import { newId } from '../../../feedback/ids.ts'
import { forgetPhoto, keepPhoto, readPhoto } from '../../../feedback/photos.ts'
import { addMore } from '../../../feedback/send.ts'
import { FailureBox } from '../../../ui/failure-box.tsx'
import { report, track as words } from '../../../words/feedback.ts'
import { PhotoPicker } from '../photo-picker.tsx'
import { TextField } from '../text-field.tsx'

type Props = { code: string; secret: string; label: string; send: string; onSent: () => Promise<void> }

/** A word or photos more; sent once however often it is pressed. */
export function AddMore({ code, secret, label, send, onSent }: Props) {
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<string[]>([])
  const [missing, setMissing] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)
  const key = useRef(newId())
  const submit = async (event: Event) => {
    event.preventDefault()
    setMissing(text.trim() === '' && photos.length === 0)
    if (sending.current || (text.trim() === '' && photos.length === 0)) return
    sending.current = true
    setBusy(true)
    setFailure(null)
    try {
      const found = await Promise.all(photos.map(readPhoto))
      await addMore(
        code,
        secret,
        text.trim(),
        found.flatMap((photo) => photo ?? []),
        key.current,
      )
      await Promise.all(photos.map(forgetPhoto))
      key.current = newId()
      setText('')
      setPhotos([])
      await onSent()
    } catch (error) {
      setFailure(asFailure(error))
    }
    sending.current = false
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {failure && <FailureBox failure={failure} title={report.review.notSent} />}
      <TextField
        id="bo-sung"
        label={label}
        rows={3}
        most={2000}
        value={text}
        onInput={setText}
        error={missing ? words.moreNeed : null}
      />
      <PhotoPicker
        photos={photos}
        most={MOST_PHOTOS}
        onAdd={async (photo) => {
          const id = await keepPhoto(photo)
          setPhotos((before) => [...before, id])
        }}
        onRemove={(id) => {
          setPhotos((before) => before.filter((kept) => kept !== id))
          void forgetPhoto(id)
        }}
      />
      <button type="submit" class="button main wide" aria-disabled={busy}>
        {busy ? words.sending : send}
      </button>
    </form>
  )
}
