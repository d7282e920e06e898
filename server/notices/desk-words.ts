import type { Say } from '../content/messages.ts'
import type { Unit } from '../content/schema.ts'
import { sha256 } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { showDay } from '../kernel/time.ts'
import type { Audit } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import type { Statement } from '../storage/db.ts'
import { choose } from './rules/choices.ts'
import type { ChatRef, Choice, Followed, Topic } from './schema.ts'
import { shown } from './words.ts'

/** What an officer knows and the export does not: which papers are missing, or why it is late; and by when, `yyyy-mm-dd`. */
export type DeskWords = { text: string; day: string }
/** What there is to be said of a dossier as it stands: it waits for papers, or is past its due moment; null = neither. */
export type Occasion = 'papers' | 'late' | null

type Telling = { topic: Topic; subject: string; text: string; choices: Choice[]; dedupe: string; at: Date }
type Deps = {
  unit: Unit
  say: Say
  now: (codes: string[]) => Promise<Array<Followed & { lateDays: number | null }>>
  followers: (codes: string[]) => Promise<ChatRef[]>
  telling: (to: ChatRef, telling: Telling) => Promise<Statement[]>
  write: (statements: Statement[]) => Promise<unknown>
  audit: Audit
}

/** Words of the desk to those who follow a dossier: the apology with its reason and new date (NĐ 61/2018 Đ.19.9), the missing papers. */
export function createDeskWords({ unit, say, now, followers, telling, write, audit }: Deps) {
  async function standing(actor: Actor, code: string) {
    const [dossier] = actor.unit === unit.code ? await now([code]) : []
    if (!dossier) throw problem('dossier.not-found', { code })
    const occasion: Occasion = dossier.state === 'waiting' ? 'papers' : dossier.lateDays === null ? null : 'late'
    return { dossier, occasion }
  }

  return {
    /** What may be said of a dossier now, and how many would read it. Throws `dossier.not-found`. */
    async occasion(actor: Actor, code: string): Promise<{ occasion: Occasion; readers: number }> {
      const { occasion } = await standing(actor, code)
      return { occasion, readers: (await followers([code])).length }
    },

    /** Tells it; the same words are told once. Returns to how many. Throws `dossier.not-found`, `notice.nothing-to-say`. */
    async tell(actor: Actor, code: string, { text, day }: DeskWords, at: Date): Promise<number> {
      const { dossier, occasion } = await standing(actor, code)
      if (occasion === null) throw problem('notice.nothing-to-say', { code })
      const { procedureName: procedure, due } = dossier
      const words = say(`notice.${occasion}-said`, {
        dossier: procedure ? say('notice.named', { code, procedure }) : code,
        text,
        day: showDay(day),
        due: due ? shown(due) : '',
        desk: unit.desk.name,
        hours: unit.desk.hours[0] ?? '',
        hotline: unit.hotlines[0]?.phone ?? unit.portal.helpline,
      })
      const told: Telling = {
        topic: occasion,
        subject: code,
        text: unit.sample ? `${words}\n${say('bot.sample')}` : words,
        choices: [
          { id: choose.show(code), label: say('notice.show') },
          { id: choose.stop(code), label: say('notice.stop') },
        ],
        dedupe: `dossier:${code}:${occasion}:said:${(await sha256(`${day}\u0000${text}`)).slice(0, 12)}`,
        at,
      }
      const readers = await followers([code])
      const writes = await Promise.all(readers.map((reader) => telling(reader, told)))
      await write([...writes.flat(), audit({ actor, action: 'notices.told', subject: code, at })])
      return readers.length
    },
  }
}
