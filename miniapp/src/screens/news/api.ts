import type { NewsItem, NewsPage, QuizResult } from '../../../../server/broadcasts/schema.ts'
import { get, post } from '../../api.ts'
import { deviceId } from '../../feedback/ids.ts'

export type { NewsItem, NewsPage, QuizResult }

/** Published news, the newest first. */
export const getNews = (page: number, signal?: AbortSignal) => get<NewsPage>('/news', { page: String(page) }, signal)
export const getNewsItem = (id: string, signal?: AbortSignal) =>
  get<NewsItem>(`/news/${encodeURIComponent(id)}`, {}, signal)

/** Answers a quiz, once on this device; the same key again is the same sending. */
export const answerQuiz = async (id: string, answers: number[], key: string) =>
  post<QuizResult>(`/news/${encodeURIComponent(id)}/quiz`, { answers, device: await deviceId() }, key)

/** Shared by home and the list: what was loaded once is there at once. */
export const pages = new Map<string, NewsPage>()
