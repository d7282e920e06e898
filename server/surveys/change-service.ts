import { type Random, readableId } from '../kernel/ids.ts'
import { redact } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, dayOf } from '../kernel/time.ts'
import type { Audit } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import type { Db } from '../storage/db.ts'
import { changeStore, changeWrite } from './changes-store.ts'
import type { Change, ChangeInput } from './schema.ts'

type ChangeDeps = { db: Db; unit: string; clock: Clock; random: Random; audit: Audit }

/** *Bà con góp ý, xã đã làm*: staff write what people said and what was done; published ones are for everybody. */
export function createChanges({ db, unit, clock, random, audit }: ChangeDeps) {
  const store = changeStore(db, unit)

  /** A change, for its editor. Throws `survey.no-change`. */
  async function one(id: string): Promise<Change> {
    const known = await store.one(id)
    if (!known) throw problem('survey.no-change')
    return known
  }

  return {
    all: () => store.all(),
    one,

    /**
     * Adds a change (`id` null) or edits one as it was `seen`. Throws `request.invalid` when the text holds a number that could
     * name somebody, `survey.change-changed` when another editor was faster.
     */
    async save(actor: Actor, id: string | null, input: ChangeInput, seen = 0): Promise<string> {
      for (const field of ['said', 'done'] as const)
        if (redact(input[field]) !== input[field])
          throw problem(
            'request.invalid',
            { detail: 'lời đăng có số điện thoại, số giấy tờ, email hoặc mã hồ sơ; xin bỏ đi' },
            { field },
          )
      const before = id === null ? null : await one(id)
      const now = clock()
      const change = {
        ...input,
        id: id ?? readableId(random, 8),
        publishedDay: input.published ? (before?.publishedDay ?? dayOf(now)) : (before?.publishedDay ?? null),
        changedAt: now.toISOString(),
        seen,
        by: actor,
      }
      try {
        await db.write([
          changeWrite(unit, change),
          audit({
            actor,
            action: before ? 'surveys.change' : 'surveys.change-add',
            subject: change.id,
            detail: { published: input.published },
          }),
        ])
      } catch (error) {
        if (/NOT NULL/.test(String(error))) throw problem('survey.change-changed')
        throw error
      }
      return change.id
    },
  }
}
export type SurveyChanges = ReturnType<typeof createChanges>
