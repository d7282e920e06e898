import type { ProcedurePage } from '../../api.ts'
import { Prose } from '../../ui/prose.tsx'
import { words } from '../../words.ts'

/** Two short paths, at the desk and online, then what one gets and what is done elsewhere. */
export function How({ page: { guide, results } }: { page: ProcedurePage }) {
  const sections = guide?.sections ?? {}
  const result = sections['Kết quả']
  return (
    <>
      {['Làm tại quầy', 'Làm trực tuyến'].map((title) => {
        const text = sections[title]
        return text ? (
          <section key={title}>
            <h2>{title}</h2>
            <Prose text={text} />
          </section>
        ) : null
      })}
      {(result || results.length > 0) && (
        <section>
          <h2>{words.procedure.results}</h2>
          {result ? <Prose text={result} /> : results.map((line) => <p key={line}>{line}</p>)}
        </section>
      )}
      {sections['Việc của nơi khác'] && (
        <section>
          <h2>Việc của nơi khác</h2>
          <Prose text={sections['Việc của nơi khác']} />
        </section>
      )}
    </>
  )
}
