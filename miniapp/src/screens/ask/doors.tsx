import type { Route } from '../../router.ts'
import { Link } from '../../ui/link.tsx'
import { words } from '../../words.ts'

const DOORS: [Route, readonly [string, string]][] = [
  [{ at: 'search', q: '' }, words.doors.procedures],
  [{ at: 'dossier' }, words.doors.dossier],
  [{ at: 'feedback' }, words.doors.feedback],
  [{ at: 'hotline' }, words.doors.hotline],
]

export function Doors() {
  return (
    <nav class="doors" aria-label={words.doors.label}>
      {DOORS.map(([to, [name, hint]]) => (
        <Link key={name} to={to} class="door">
          <b>{name}</b>
          <small>{hint}</small>
        </Link>
      ))}
    </nav>
  )
}
