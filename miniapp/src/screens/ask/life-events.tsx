import { Link } from '../../ui/link.tsx'
import { words } from '../../words.ts'

/** What happens in a life (việc trong đời), each a list of procedures. `all` adds the matters that home leaves out. */
export function LifeEvents({ all }: { all: boolean }) {
  return (
    <nav aria-labelledby="events">
      <h2 id="events">{words.events.title}</h2>
      <List names={words.events.names} />
      {all && <h2>{words.events.more}</h2>}
      {all && <List names={words.events.otherNames} />}
    </nav>
  )
}

function List({ names }: { names: Record<string, string> }) {
  return (
    <ul class="rows wide">
      {Object.entries(names).map(([id, name]) => (
        <li key={id}>
          <Link to={{ at: 'event', id }} class="row">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}
