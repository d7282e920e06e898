import type { CaseView } from '../../../api.ts'
import { track as words } from '../../../words/feedback.ts'
import { Picture } from './picture.tsx'

/** What the citizen sent. */
export function Mine({ view: { text, photos } }: { view: CaseView }) {
  return (
    <section>
      <h2>{words.mine}</h2>
      {text.split('\n').map((line, at) => (
        <p key={`${at}${line}`}>{line}</p>
      ))}
      {photos.map(({ id, url }, at) => (
        <Picture key={id} url={url} alt={words.photo(at + 1)} />
      ))}
    </section>
  )
}
