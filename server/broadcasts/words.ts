import type { Say } from '../content/messages.ts'
import type { Message } from '../notices/schema.ts'
import { choose } from './choices.ts'
import type { Broadcast } from './schema.ts'

type Shown = Pick<Broadcast, 'id' | 'kind' | 'title' | 'text' | 'link' | 'image' | 'quiz'>
type Around = { say: Say; publicUrl: string | null; sample: boolean }

/** What a reader of a chat gets: the preview shows exactly this. The picture goes along where the channel shows pictures, and stands behind the address elsewhere. */
export function messageOf({ id, kind, title, text, link, image, quiz }: Shown, around: Around): Message {
  const { say, publicUrl, sample } = around
  const page = publicUrl === null ? null : `${publicUrl}/app/#/news/${id}`
  const lines = [
    say('news.heading', { kind: say(`news.kind.${kind}`), title }),
    text,
    ...(link ? [say('news.link', { link })] : []),
    ...(page && image ? [say('news.picture', { page })] : []),
    ...(sample ? [say('bot.sample')] : []),
  ]
  const choices = [
    ...(quiz.length > 0 ? [{ id: choose.quiz(id), label: say('news.quiz.begin') }] : []),
    { id: choose.stop(), label: say('news.stop') },
  ]
  const picture = image && { news: id, url: publicUrl === null ? null : `${publicUrl}/api/news/${id}/image` }
  return { text: lines.join('\n\n'), choices, ...(picture ? { picture } : {}) }
}
