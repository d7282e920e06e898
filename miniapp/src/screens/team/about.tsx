import { useOpen } from '../../team/state.ts'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { showDay } from './say.ts'

/** What to know by heart, at hand without a network. */
export function CardsScreen() {
  const cards = useOpen()?.desk.pack?.cards ?? []
  return (
    <Screen title={words.cards}>
      {cards.map(({ title, lines }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul class="dots">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </Screen>
  )
}

/** How much the member helped this month, and where the team sits next. */
export function CountsScreen() {
  const mine = useOpen()?.desk.mine
  return (
    <Screen title={words.counts}>
      <p class="due">
        <b>{words.month(mine?.month ?? 0)}</b>
      </p>
      <h2>{words.byKind}</h2>
      <p class="soft">{words.byKindNote}</p>
      <ul class="rows" hidden={!mine?.byKind.length}>
        {mine?.byKind.map(({ name, visits }) => (
          <li key={name} class="row still">
            {name}: <b>{visits}</b>
          </li>
        ))}
      </ul>
      {mine && mine.shifts.length > 0 && <h2>{words.shifts}</h2>}
      <ul class="rows" hidden={!mine?.shifts.length}>
        {mine?.shifts.map(({ id, day, from, to, place, note }) => (
          <li key={id} class="row still">
            <b>{showDay(day)}</b>
            <span>{words.shiftLine(from, to, place)}</span>
            {note && <small>{note}</small>}
          </li>
        ))}
      </ul>
    </Screen>
  )
}
