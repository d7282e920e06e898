import type { ProcedurePage } from '../../api.ts'
import { caseOf } from '../../case.ts'
import type { Answers } from '../../router.ts'
import { words } from '../../words.ts'
import { Checklist } from './checklist.tsx'
import { MyCase } from './my-case.tsx'
import { RecordPapers } from './record-papers.tsx'

/** The papers: by my own answers where a guide has questions, else one list. */
export function Papers({ page, answers, ask }: { page: ProcedurePage; answers: Answers; ask: string }) {
  const { guide, code } = page
  if (!guide || guide.papers.length === 0) {
    return (
      <section>
        <h2 id="giay-to" tabIndex={-1}>
          {words.procedure.checklist}
        </h2>
        <RecordPapers page={page} ask={ask} tick />
      </section>
    )
  }
  const mine = caseOf(guide, answers)
  const title =
    guide.questions.length === 0
      ? words.procedure.checklist
      : mine.next
        ? words.procedure.checklistSoFar
        : words.procedure.checklistDone
  return (
    <>
      {guide.questions.length > 0 && <MyCase mine={mine} code={code} answers={answers} />}
      <section>
        <h2 id="giay-to" tabIndex={-1}>
          {mine.stop ? words.procedure.checklist : title}
        </h2>
        {mine.stop && <p>{words.procedure.stopped}</p>}
        {!mine.stop && <Checklist code={code} title={guide.title} answers={answers} papers={mine.papers} />}
        {!mine.stop && mine.undecided && (
          <p>{mine.papers.length > 0 ? words.procedure.undecided : words.procedure.answerFirst}</p>
        )}
        {page.papers.length > 0 && (
          <details>
            <summary>{words.procedure.official}</summary>
            <RecordPapers page={page} ask={ask} />
          </details>
        )}
      </section>
    </>
  )
}
