import { useEffect, useState } from 'preact/hooks'
import { asFailure, type Failure, type ProcedureHit, type ProcedurePage } from '../../api.ts'
import { caseOf, GO_ON, once } from '../../case.ts'
import { nameOf } from '../../facts.ts'
import type { Answers } from '../../router.ts'
import { getProcedure, searchProcedures } from '../../team/guides.ts'
import { changeVisit } from '../../team/state.ts'
import { type Visit, withKind } from '../../team/visit.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { words as all } from '../../words.ts'
import { AnsweredRow, QuestionBox } from '../procedure/question.tsx'
import { RecordPapers } from '../procedure/record-papers.tsx'
import { BackToVisit } from './fields.tsx'

/**
 * The papers to bring, by the citizen's own case. The same rules as on the citizens' screen, but neither answers nor ticks stand in
 * an address or in the citizens' storage.
 */
export function GuideStep({ visit }: { visit: Visit }) {
  const { guide } = visit
  const [page, setPage] = useState<ProcedurePage | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const load = (code: string) => {
    setFailure(null)
    getProcedure(code).then(setPage, (error) => setFailure(asFailure(error)))
  }
  useEffect(() => {
    setPage(null)
    if (guide) load(guide.code)
  }, [guide?.code])
  const choose = ({ code, name }: ProcedureHit) =>
    changeVisit({ guide: { code, name: nameOf(name), answers: {}, ticks: [] }, kinds: withKind(visit, 'guide') })
  if (!guide)
    return (
      <Screen title={words.guideTitle}>
        <Search onChoose={(hit) => void choose(hit)} />
        <BackToVisit />
      </Screen>
    )
  return (
    <Screen title={words.guide} ready={page !== null}>
      <h2>{page?.guide?.title ?? guide.name}</h2>
      {failure && <FailureBox failure={failure} retry={() => load(guide.code)} />}
      {!page && !failure && <p role="status">{all.loading}</p>}
      {page && <Papers page={page} guide={guide} />}
      <p class="soft">{words.guideTaken}</p>
      <BackToVisit />
      <button type="button" class="button plain" onClick={() => void changeVisit({ guide: null })}>
        {words.otherGuide}
      </button>
    </Screen>
  )
}

function Search({ onChoose }: { onChoose: (hit: ProcedureHit) => void }) {
  const [q, setQ] = useState('')
  const [hits, setHits] = useState<ProcedureHit[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const find = (event?: Event) => {
    event?.preventDefault()
    if (q.trim() === '') return
    setFailure(null)
    searchProcedures(q.trim()).then(
      ({ procedures }) => setHits(procedures.slice(0, 8)),
      (error) => setFailure(asFailure(error)),
    )
  }
  return (
    <>
      <form onSubmit={find}>
        <div class="field">
          <label for="tim-thu-tuc">{words.search}</label>
          <p id="tim-thu-tuc-goi-y" class="hint">
            {words.searchHint}
          </p>
          <input
            id="tim-thu-tuc"
            value={q}
            autocomplete="off"
            aria-describedby="tim-thu-tuc-goi-y"
            onInput={(event) => setQ(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button wide">
          {words.find}
        </button>
      </form>
      {failure && <FailureBox failure={failure} retry={() => find()} />}
      <p role="status">{hits && words.found(hits.length)}</p>
      <ul class="rows" hidden={!hits?.length}>
        {hits?.map((hit) => (
          <li key={hit.code}>
            <button type="button" class="option" onClick={() => onChoose(hit)}>
              {nameOf(hit.name)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

type Guide = NonNullable<Visit['guide']>

function Papers({ page, guide }: { page: ProcedurePage; guide: Guide }) {
  const [editing, setEditing] = useState<string | null>(null)
  const change = (part: Partial<Guide>) => void changeVisit({ guide: { ...guide, ...part } })
  if (!page.guide || page.guide.papers.length === 0)
    return (
      <section>
        <p>{words.noGuide}</p>
        <RecordPapers page={page} ask={all.desks.anyDesk} />
      </section>
    )
  const mine = caseOf(page.guide, guide.answers)
  const open = editing ?? mine.next?.id ?? null
  const answer = (id: string, option: string) => {
    setEditing(null)
    const answers: Answers = { ...guide.answers, [id]: option }
    change({ answers })
  }
  const papers = once(mine.papers)
  const toggle = (id: string) =>
    change({ ticks: guide.ticks.includes(id) ? guide.ticks.filter((one) => one !== id) : [...guide.ticks, id] })
  return (
    <>
      <ol class="case">
        {mine.asked
          .filter(({ question, answer: given }) => given !== null || question.id === open)
          .map(({ question, answer: given }, at) => (
            <li key={question.id}>
              {question.id === open ? (
                <QuestionBox
                  number={at + 1}
                  question={question}
                  given={given}
                  onAnswer={(id) => answer(question.id, id)}
                />
              ) : (
                <AnsweredRow question={question} given={given} onEdit={() => setEditing(question.id)} />
              )}
            </li>
          ))}
      </ol>
      {mine.stop && (
        <div class="outcome">
          <p>
            <b>{mine.stop.text}</b>
          </p>
          <button
            type="button"
            class="button main wide"
            onClick={() => change({ code: mine.stop?.goto ?? guide.code, answers: {}, ticks: [] })}
          >
            {all.procedure.open(mine.stop.goto)}
          </button>
          <button type="button" class="button plain" onClick={() => answer(mine.stop?.id ?? '', GO_ON)}>
            {all.procedure.goOn}
          </button>
        </div>
      )}
      {mine.outcomes
        .filter(({ goto }) => !goto)
        .map(({ text }) => (
          <p key={text} class="outcome">
            {text}
          </p>
        ))}
      {!mine.stop && (
        <section>
          <h2>{words.papers}</h2>
          <ul class="checklist">
            {papers.map(({ id, name, kind, copies, note }) => (
              <li key={id}>
                <label class="tick">
                  <input type="checkbox" checked={guide.ticks.includes(id)} onChange={() => toggle(id)} />
                  <span>
                    <b>{name}</b>
                    <small>{[all.procedure.kinds[kind], copies].filter(Boolean).join(' · ')}</small>
                    {note && <small>{note}</small>}
                  </span>
                </label>
              </li>
            ))}
          </ul>
          {mine.undecided && <p>{words.undecided}</p>}
        </section>
      )}
    </>
  )
}
