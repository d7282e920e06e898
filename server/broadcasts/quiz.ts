import { type Random, readableId } from '../kernel/ids.ts'
import { keyedHash, sha256 } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, dayOf, isoVn, minuteOf } from '../kernel/time.ts'
import { type Db, isDuplicate, type Statement } from '../storage/db.ts'
import { figuresOf, isWhole, resultOf, scoreOf } from './rules/quiz.ts'
import type { Broadcast, QuizFigures, QuizResult } from './schema.ts'
import { quizStore } from './store/quiz.ts'

type QuizDeps = {
  db: Db
  unit: string
  clock: Clock
  random: Random
  key: CryptoKey
  published: (id: string) => Promise<Broadcast>
}
/** Who answers, by what only serves to take one answer of them. */
export type Answering = {
  door: 'app' | 'chat'
  who: string
  key: string | null
  /** Whose answers of this hour are counted, where anybody may make up a device. */
  caller?: string
}

/** Answers of one caller in an hour: a class behind one address may answer, a script may not stuff the figures. */
export const PER_HOUR = 120

/** Tìm hiểu: one answer of each device or chat; nothing kept of an answer tells whose it is. */
export function createQuiz({ db, unit, clock, random, key, published }: QuizDeps) {
  const store = quizStore(db, unit)

  /** The quiz of published news. Throws `broadcast.not-found`. */
  async function quizOf(id: string) {
    const { quiz } = await published(id)
    if (quiz.length === 0) throw problem('broadcast.not-found')
    return quiz
  }
  const whoOf = (id: string, { door, who }: Answering) =>
    keyedHash(key, 'quiz.who', [unit, id, door, who].join('\u0000'))
  // hashed with the sending's own key, which is not kept: a handful of options could be guessed otherwise
  const bodyOf = (by: Answering, answers: number[]) =>
    by.key === null ? null : sha256(`${by.key}\u0000${answers.join()}`)

  async function resultFor(id: string, yours: number[], added: number[][] = []): Promise<QuizResult> {
    const all = await store.answers(id)
    return resultOf(await quizOf(id), yours, [...all.map(({ answers }) => answers), ...added])
  }

  /** The write that counts a caller's answer; it breaks NOT NULL, and with it the batch, when the hour's answers are used up. */
  async function counting({ caller }: Answering): Promise<Statement[]> {
    if (caller === undefined) return []
    const hour = isoVn(clock()).slice(0, 13)
    const hash = await keyedHash(key, 'quiz.caller', [unit, hour, caller].join('\u0000'))
    return store.counting(hash, hour, PER_HOUR)
  }
  function refusedOf(error: unknown) {
    if (!(error instanceof Error && /NOT NULL/.test(error.message))) return error
    const minutes = 60 - (minuteOf(clock()) % 60)
    return problem('broadcast.too-many', { minutes }, { retryAfterSeconds: minutes * 60 })
  }

  /** The result again when this very sending was taken before; throws when somebody answers a second time. */
  async function before(id: string, answers: number[], by: Answering): Promise<QuizResult | null> {
    const known = await store.once(id, await whoOf(id, by))
    if (!known) return null
    if (by.key === null || known.sending !== (await sha256(by.key))) throw problem('broadcast.quiz-already')
    if (known.body !== (await bodyOf(by, answers))) throw problem('broadcast.key-reused')
    return resultFor(id, answers)
  }

  /**
   * Prepares an answer; `writes` join the batch of the caller. The same sending again gives its result and no writes. Throws
   * `broadcast.not-found`, `broadcast.quiz-already`, `broadcast.key-reused`, `request.invalid`.
   */
  async function preparing(id: string, answers: number[], by: Answering) {
    const quiz = await quizOf(id)
    if (!isWhole(quiz, answers))
      throw problem('request.invalid', { detail: 'xin chọn một ý có trong mỗi câu' }, { field: 'answers' })
    const known = await before(id, answers, by)
    if (known) return { writes: [], result: known }
    const row = {
      id: readableId(random, 14),
      broadcast: id,
      day: dayOf(clock()),
      door: by.door,
      answers,
      score: scoreOf(quiz, answers),
    }
    const once = {
      who: await whoOf(id, by),
      sending: by.key === null ? null : await sha256(by.key),
      body: await bodyOf(by, answers),
    }
    const writes: Statement[] = [...(await counting(by)), ...store.answering(row, once)]
    return { writes, result: await resultFor(id, answers, [answers]) }
  }

  return {
    preparing,

    /** Takes an answer, once. Throws as `preparing`, and `broadcast.too-many`. */
    async answer(id: string, answers: number[], by: Answering): Promise<QuizResult> {
      const { writes, result } = await preparing(id, answers, by)
      if (writes.length === 0) return result
      try {
        await db.write(writes)
        return result
      } catch (error) {
        if (!isDuplicate(error)) throw refusedOf(error)
        const known = await before(id, answers, by)
        if (!known) throw error
        return known
      }
    },

    /** Throws `broadcast.quiz-already` when this chat or device has answered. */
    async refuseAgain(id: string, by: Answering): Promise<void> {
      if (await store.once(id, await whoOf(id, by))) throw problem('broadcast.quiz-already')
    },

    figures: async ({ id, quiz }: Broadcast): Promise<QuizFigures> => figuresOf(quiz, await store.answers(id)),
  }
}
