import type { Procedure } from '../../api.ts'
import { copiesOf, doubt, nameOf } from '../../facts.ts'
import { useTicks } from '../../ui/ticks.ts'
import { words } from '../../words.ts'

type Paper = Procedure['papers'][number]['items'][number]

/** The papers as the record lists them, by case; `tick` makes them a checklist. */
export function RecordPapers({ page, ask, tick = false }: { page: Procedure; ask: string; tick?: boolean }) {
  const papers = page.papers.flatMap(({ items }) => items.map(({ name }) => name))
  const { ticks, toggle } = useTicks({ code: page.code, title: nameOf(page.name), answers: {}, papers })
  if (page.papers.length === 0) return <p>{words.procedure.noPapers(ask)}</p>
  return (
    <>
      {page.papers.map((group, at) => (
        <div key={group.case ?? at}>
          {page.papers.length > 1 && <h3>{group.case ?? words.procedure.allCases}</h3>}
          <ul class="checklist">
            {group.items.map((paper, place) => (
              <li key={`${paper.name}${place}`}>
                {tick ? (
                  <label class="tick">
                    <input type="checkbox" checked={ticks.includes(paper.name)} onChange={() => toggle(paper.name)} />
                    <PaperWords paper={paper} />
                  </label>
                ) : (
                  <PaperWords paper={paper} />
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {doubt(page, 'papers', ask).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  )
}

function PaperWords({ paper }: { paper: Paper }) {
  const { name, mode, form, condition } = paper
  const facts = [mode ? words.procedure.kinds[mode] : '', copiesOf(paper), form ? words.procedure.form(form) : '']
  return (
    <span>
      <b>{name}</b>
      <small>{facts.filter(Boolean).join(' · ')}</small>
      {condition && <small>{words.procedure.maybe(condition)}</small>}
    </span>
  )
}
