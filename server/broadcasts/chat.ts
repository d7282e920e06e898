import type { ChatRef } from '../notices/schema.ts'
import type { Statement } from '../storage/db.ts'
import type { QuizResult } from './schema.ts'
import type { Broadcasts } from './service.ts'

const LATEST = 3

/** News and quizzes as a conversation uses them: what changes something returns its writes, for the batch of the turn. */
export function newsOfChat({
  readers,
  quiz,
  news,
  newsItem,
}: Pick<Broadcasts, 'readers' | 'quiz' | 'news' | 'newsItem'>) {
  const by = ({ channel, chat }: ChatRef) => ({ door: 'chat' as const, who: `${channel}:${chat}`, key: null })
  return {
    ...readers,
    latest: async () => (await news()).news.slice(0, LATEST),
    /** Throws `broadcast.not-found`; `broadcast.quiz-already` as soon as an answered quiz is opened again. */
    async questions(id: string, chat: ChatRef) {
      const { quiz: questions } = await newsItem(id)
      await quiz.refuseAgain(id, by(chat))
      return questions
    },
    answering: (id: string, answers: number[], chat: ChatRef): Promise<{ writes: Statement[]; result: QuizResult }> =>
      quiz.preparing(id, answers, by(chat)),
  }
}
