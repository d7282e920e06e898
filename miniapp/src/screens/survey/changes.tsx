import { getChanges, type PublishedChange } from '../../survey/changes-api.ts'
import { useLoad } from '../../ui/load.ts'
import { words } from '../../words.ts'

const cache = new Map<string, { changes: PublishedChange[] }>()
const FEW = 3

/** *Bạn góp ý, chúng tôi đã làm*; nothing at all while there is nothing. `folded`: one line that opens. */
export function Changes({ folded = false }: { folded?: boolean }) {
  const changes = useLoad('changes', getChanges, cache).data?.changes ?? []
  if (changes.length === 0) return null
  const list = (
    <ul class="changes">
      {changes.slice(0, folded ? changes.length : FEW).map(({ id, said, done }) => (
        <li key={id}>
          <p>
            <small>{words.surveys.said}</small>
            {said}
          </p>
          <p>
            <small>{words.surveys.done}</small>
            <b>{done}</b>
          </p>
        </li>
      ))}
    </ul>
  )
  if (!folded)
    return (
      <section>
        <h2>{words.surveys.changes}</h2>
        {list}
      </section>
    )
  return (
    <details>
      <summary>{words.surveys.changes}</summary>
      {list}
    </details>
  )
}
