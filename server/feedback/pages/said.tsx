import type { Say } from '../../content/messages.ts'
import type { Opened } from './around.ts'
import { TALK } from './history.tsx'
import { Lines, when } from './parts.tsx'

/** What was said to and fro after the report, in order: the citizen's words are what the next answer is about. */
export function Talk({ events, say }: { events: Opened['events']; say: Say }) {
  const head = ({ event, by, payload }: Opened['events'][number]) =>
    ({
      asked: 'Xã hỏi',
      more: by === 'citizen' ? 'Người dân nói thêm' : 'Người dân nói thêm (cán bộ ghi)',
      closed: `Xã trả lời: ${say(`case.outcome.${payload.outcome ?? 'resolved'}`)}`,
      reopened: 'Người dân báo chưa xong',
      rated: 'Người dân đánh giá',
    })[String(event)]
  return (
    <>
      {events
        .filter(({ event, words }) => words && TALK.has(event))
        .map((event) => (
          <>
            <h3>
              {head(event)}, {when(event.at)}
            </h3>
            <Lines text={event.words ?? ''} />
          </>
        ))}
    </>
  )
}

/** Pictures of a case, as links to themselves. */
export function Photos({
  code,
  photos,
  label,
}: {
  code: string
  photos: ReadonlyArray<{ id: string }>
  label: string
}) {
  if (photos.length === 0) return null
  return (
    <figure class="pictures">
      <figcaption class="soft">{label}</figcaption>
      <ul class="photos">
        {photos.map(({ id }, i) => (
          <li>
            <a href={`/console/feedback/${code}/photos/${id}`}>
              <img src={`/console/feedback/${code}/photos/${id}`} alt={`${label} ${i + 1}`} loading="lazy" />
            </a>
          </li>
        ))}
      </ul>
    </figure>
  )
}
