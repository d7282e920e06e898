/** A question at which a flow stands. `options` are the answers it accepts. */
export type Question = { id: string; ask: string; help?: string; options: Array<{ id: string; label: string }> }
export type Given = { step: string; value: string }

/** A flow is a pure function of its answers: the next question, or the result. It knows no channel and no storage. */
export type Flow<Result> = {
  /** Changes whenever an old log may mean something else. */
  version: string
  next(answers: ReadonlyMap<string, string>): Question | { result: Result }
}

/** Where a log leads: the answers that count, in the order asked, and the open question or the result. */
export type Position<Result> = { answers: Given[] } & ({ question: Question } | { question: null; result: Result })

/** Replays a log. Answers are found by step, so that a changed answer keeps the later ones that are still asked. */
export function replay<Result>(flow: Flow<Result>, log: Given[]): Position<Result> {
  const answers = new Map<string, string>()
  const taken: Given[] = []
  for (;;) {
    const next = flow.next(answers)
    if ('result' in next) return { answers: taken, question: null, result: next.result }
    const given = log.find(({ step }) => step === next.id)
    // a flow that asks the same step twice would never end
    if (!given || answers.has(next.id) || !next.options.some(({ id }) => id === given.value)) {
      return { answers: taken, question: next }
    }
    answers.set(given.step, given.value)
    taken.push(given)
  }
}

/** Answers the open question. */
export function answer(log: Given[], step: string, value: string): Given[] {
  return [...log.filter((given) => given.step !== step), { step, value }]
}

/** *Quay lại*: pops the last answer that counts; null when there is none. */
export function back<Result>(flow: Flow<Result>, log: Given[]): Given[] | null {
  const { answers } = replay(flow, log)
  return answers.length === 0 ? null : answers.slice(0, -1)
}

/** *Sửa*: takes one answer out, so that it is asked again while later ones wait. */
export function reopen(log: Given[], step: string): Given[] {
  return log.filter((given) => given.step !== step)
}

/** A log written by another version keeps its longest valid prefix; of the same version, everything. */
export function resume<Result>(flow: Flow<Result>, log: Given[], version: string): Given[] {
  if (version === flow.version) return log
  const { answers } = replay(flow, log)
  const prefix = log.findIndex((given, at) => answers[at]?.step !== given.step || answers[at]?.value !== given.value)
  return prefix < 0 ? log : log.slice(0, prefix)
}
