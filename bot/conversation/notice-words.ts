import { noticePress } from '../../server/notices/schema.ts'
import type { Desk, Step, Visit } from '../flows/desk.ts'
import { askCode } from '../flows/dossier.ts'
import { newsDoor, pressedNews } from '../flows/news.ts'
import { askErase, stopNotices } from '../flows/notices.ts'
import { chosen } from './chosen.ts'
import { isNearlyWhole } from './pick.ts'
import { words } from './rules/phrases.ts'

const NOTICES = ['stop', 'follow', 'erase', 'stopNews', 'news'] as const
export type NoticeWord = (typeof NOTICES)[number]

/** What a text says of being told without asking, and of what is kept; null when it says nothing of it. */
export function noticeOf({ words: all }: Desk, text: string): NoticeWord | null {
  const said = words(text)
  return NOTICES.find((name) => all.notices[name].some((phrase) => isNearlyWhole(phrase, said, all))) ?? null
}

/** Does it. Null while a report is told that such words may belong to. */
export async function noticeStep(desk: Desk, visit: Visit, word: NoticeWord): Promise<Step | null> {
  switch (word) {
    case 'stop':
      return stopNotices(desk, visit)
    case 'follow':
      return visit.state.flow?.name === 'feedback' ? null : askFollow(desk, visit)
    case 'erase':
      return askErase(desk, visit)
    case 'stopNews':
      return pressedNews(desk, visit, { on: 'stop' })
    case 'news':
      return newsDoor(desk, visit)
  }
}

/** *Theo dõi* without a code: the dossier that was just shown, else it is asked which. */
function askFollow(desk: Desk, visit: Visit): Promise<Step> | Step {
  const { offered, listed } = visit.state
  const shown = listed ? offered.find(({ id }) => noticePress(id)?.on === 'follow') : undefined
  return shown ? chosen(desk, visit, shown.id) : askCode(desk, visit)
}
