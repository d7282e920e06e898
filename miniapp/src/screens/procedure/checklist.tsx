import type { Guide } from '../../api.ts'
import { once } from '../../case.ts'
import type { Answers } from '../../router.ts'
import { useTicks } from '../../ui/ticks.ts'
import { words } from '../../words.ts'

type Props = { code: string; title: string; answers: Answers; papers: Guide['papers'] }

/** The papers with a box to tick for each that has to be brought; those nobody needs to bring stand at the end, without a box. */
export function Checklist({ code, title, answers, papers }: Props) {
  const each = once(papers)
  const bring = each.filter(({ kind }) => kind !== 'skip')
  const skip = each.filter(({ kind }) => kind === 'skip')
  const { ticks, done, toggle, clear } = useTicks({ code, title, answers, papers: bring.map(({ id }) => id) })
  return (
    <>
      <p role="status" class="found">
        {bring.length > 0 && words.procedure.ticked(done, bring.length)}
      </p>
      <ul class="checklist">
        {bring.map(({ id, name, kind, copies, note }) => (
          <li key={id}>
            <label class="tick">
              <input type="checkbox" checked={ticks.includes(id)} onChange={() => toggle(id)} />
              <span>
                <b>{name}</b>
                <small>{[words.procedure.kinds[kind], copies].filter(Boolean).join(' · ')}</small>
                {note && <small>{note}</small>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {done > 0 && (
        <button type="button" class="button plain" onClick={clear}>
          {words.procedure.clearTicks}
        </button>
      )}
      {skip.length > 0 && <h3>{words.procedure.kinds.skip}</h3>}
      <ul class="dots">
        {skip.map(({ id, name, note }) => (
          <li key={id}>
            {name}
            {note && <small>{note}</small>}
          </li>
        ))}
      </ul>
    </>
  )
}
