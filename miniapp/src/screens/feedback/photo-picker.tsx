import { useState } from 'preact/hooks'
import { PhotoFault, shrinkPhoto } from '../../feedback/shrink.ts'
import { Icon } from '../../ui/icon.tsx'
import { report } from '../../words/feedback.ts'
import { Thumb } from './thumb.tsx'

const words = report.photos
type Props = {
  photos: string[]
  most: number
  /** Takes one shrunken photo; called one after the other. */
  onAdd: (photo: Blob) => Promise<void>
  onRemove: (id: string) => void
}

/** Photos from camera or gallery, each shrunken on the device before it is kept or sent. */
export function PhotoPicker({ photos, most, onAdd, onRemove }: Props) {
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  const room = most - photos.length
  const take = async (input: HTMLInputElement) => {
    const files = Array.from(input.files ?? [])
    input.value = '' // the same photo may be chosen again after it was removed
    if (files.length === 0) return
    setProblem(files.length > room ? words.full(most) : '')
    setSaid(words.working)
    let added = photos.length
    for (const file of files.slice(0, room)) {
      try {
        await onAdd(await shrinkPhoto(file))
        added++
      } catch (error) {
        const tooLarge = error instanceof PhotoFault && error.why === 'too-large'
        setProblem(tooLarge ? words.tooLarge(file.name) : words.unreadable(file.name))
      }
    }
    setSaid(words.added(added))
  }
  return (
    <>
      <p role="alert" class="error">
        {problem}
      </p>
      <p role="status" class="said">
        {said}
      </p>
      <ul class="thumbs">
        {photos.map((id, at) => (
          <li key={id}>
            <Thumb id={id} alt={words.name(at + 1)} />
            <button type="button" class="button" aria-label={words.remove(at + 1)} onClick={() => onRemove(id)}>
              {words.removeShort}
            </button>
          </li>
        ))}
      </ul>
      {room > 0 ? (
        <div class="pick">
          <label class="button">
            <Icon name="camera" />
            {words.camera}
            <input
              class="unseen"
              type="file"
              accept="image/*"
              capture="environment"
              onChange={(event) => void take(event.currentTarget)}
            />
          </label>
          <label class="button">
            {words.gallery}
            <input
              class="unseen"
              type="file"
              accept="image/*"
              multiple
              onChange={(event) => void take(event.currentTarget)}
            />
          </label>
        </div>
      ) : (
        !problem && <p>{words.full(most)}</p>
      )}
    </>
  )
}
