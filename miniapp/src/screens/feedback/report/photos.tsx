import { MOST_PHOTOS } from '../../../feedback/draft.ts'
import { forgetPhoto, keepPhoto } from '../../../feedback/photos.ts'
import { report } from '../../../words/feedback.ts'
import { PhotoPicker } from '../photo-picker.tsx'
import type { PageProps } from './page-props.ts'

/** Photos, at most five. */
export function Photos({ desk: { draft, change, now, lostPhotos } }: PageProps) {
  const add = async (photo: Blob) => {
    const id = await keepPhoto(photo)
    change({ photos: [...now().photos, id] })
  }
  const remove = (id: string) => {
    change({ photos: now().photos.filter((kept) => kept !== id) })
    void forgetPhoto(id)
  }
  return (
    <>
      <p>{report.photos.intro(MOST_PHOTOS)}</p>
      <p class="hint">{report.photos.privacy}</p>
      {lostPhotos && <p class="notice">{report.photos.lost}</p>}
      <PhotoPicker photos={draft.photos} most={MOST_PHOTOS} onAdd={add} onRemove={remove} />
    </>
  )
}
