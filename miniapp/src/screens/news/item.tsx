import { onHost } from '../../api.ts'
import { sayDay } from '../../moment.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { useLoad } from '../../ui/load.ts'
import { OutLink } from '../../ui/out-link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { ShareThis } from '../../ui/share-this.tsx'
import { news as words } from '../../words/news.ts'
import { words as all } from '../../words.ts'
import { getNewsItem, type NewsItem } from './api.ts'

export const items = new Map<string, NewsItem>()

/** One piece of news. */
export function NewsItemScreen({ id }: { id: string }) {
  const { data, failure, busy, retry } = useLoad(id, (signal) => getNewsItem(id, signal), items)
  return (
    <Screen title={data?.title ?? words.title} ready={data !== null}>
      {busy && <p role="status">{all.loading}</p>}
      {failure && <FailureBox failure={failure} retry={retry} />}
      {data && <Item item={data} />}
      {data && <ShareThis route={{ at: 'newsItem', id }} title={data.title} />}
      <Link to={{ at: 'news', page: 1 }} class="button plain">
        {words.all}
      </Link>
      <HotlineBar />
    </Screen>
  )
}

function Item({ item: { id, kindText, text, link, image, publishedAt, quiz } }: { item: NewsItem }) {
  return (
    <>
      <p class="soft">{`${kindText} · ${sayDay(publishedAt)}`}</p>
      {image && <img class="news-picture" src={onHost(image)} alt={words.picture} />}
      {text
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      {link && <OutLink href={link}>{words.link}</OutLink>}
      {quiz.length > 0 && (
        <Link to={{ at: 'quiz', id }} class="button main wide">
          {words.quiz}
        </Link>
      )}
    </>
  )
}
