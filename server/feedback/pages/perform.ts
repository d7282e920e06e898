import * as z from 'zod'
import { Problem, problem } from '../../kernel/problem.ts'
import type { Actor } from '../../people/schema.ts'
import type { Act } from '../rules/may.ts'
import { Outcome, PhotoRef } from '../schema.ts'
import type { Feedback } from '../service.ts'
import type { Person } from './around.ts'

type Desk = Feedback['desk']
/** What an act's form carried. */
type Filled = { text: (name: string) => string; photos: PhotoRef[]; people: () => Promise<Person[]> }

/** Does what an officer posted. Throws a `Problem`, or a `ZodError` for what a schema of the desk refuses. */
export async function perform(
  desk: Desk,
  actor: Actor,
  code: string,
  act: Act,
  { text, photos, people }: Filled,
): Promise<unknown> {
  const seen = { seen: Number(text('seen')) || undefined }
  /** What was filled in; nothing when it was left empty. */
  const given = <Name extends string>(name: Name): { [N in Name]?: string } => {
    const filled: { [N in Name]?: string } = {}
    if (text(name)) filled[name] = text(name)
    return filled
  }
  switch (act) {
    case 'claim':
      return desk.claim(actor, code, seen)
    case 'assign': {
      const person = (await people()).find(({ id, active }) => active && id === text('to'))
      if (!person) throw problem('request.invalid', { detail: 'chưa chọn người xử lý' }, { field: 'to' })
      return desk.assign(actor, code, { to: person.id, toName: person.name, ...given('department') }, seen)
    }
    case 'transfer':
      return desk.transfer(actor, code, { department: text('department'), reason: text('reason') }, seen)
    case 'ask':
      return desk.ask(actor, code, { question: text('question') }, seen)
    case 'hear':
      return desk.hear(actor, code, { text: text('text') }, seen)
    case 'note':
      return desk.note(actor, code, { text: text('text') })
    case 'correctKind':
      return desk.correctKind(actor, code, { kind: kindOf(text('kind')), ...given('reason') }, seen)
    case 'extend':
      return desk.extend(actor, code, { days: Number(text('days')), reason: text('reason') }, seen)
    case 'merge':
      return desk.merge(actor, code, { into: text('into').trim().toUpperCase() }, seen)
    case 'close': {
      const outcome = Outcome.safeParse(text('outcome'))
      const evidence = { ...given('document'), ...given('template'), ...given('body') }
      const closing = {
        ...(outcome.success ? { outcome: outcome.data } : {}),
        answer: text('answer'),
        evidence,
        photos,
      }
      return desk.close(actor, code, closing, seen)
    }
    case 'publish':
      return desk.publish(actor, code, { text: text('text'), answer: text('answer') }, seen)
    case 'unpublish':
      return desk.unpublish(actor, code, { reason: text('reason') }, seen)
  }
}

/** A refusal with its sentence; what a schema of the desk refuses becomes one too. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    const field = issue?.path.join('.') ?? ''
    const detail = /^(Invalid|Too)/.test(issue?.message ?? '') ? 'xin điền lại mục này' : (issue?.message ?? '')
    return problem('request.invalid', { detail }, field ? { field } : {})
  }
  throw error
}

function kindOf(text: string) {
  const kinds = ['field', 'conduct', 'regulation', 'suggestion', 'praise', 'question'] as const
  const kind = kinds.find((one) => one === text)
  if (!kind) throw problem('request.invalid', { detail: 'chưa chọn loại' }, { field: 'kind' })
  return kind
}

/** Photos of an answer that was refused once, so that they need not be sent again. */
export function keptPhotos(json: string): PhotoRef[] {
  try {
    return z
      .array(PhotoRef)
      .max(5)
      .parse(JSON.parse(json || '[]'))
  } catch {
    return []
  }
}
