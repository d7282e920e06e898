import { sayDay } from '../../moment.ts'
import { go } from '../../router.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { useLoad } from '../../ui/load.ts'
import { Screen } from '../../ui/screen.tsx'
import { news as words } from '../../words/news.ts'
import { words as all } from '../../words.ts'
import { pages as cache, getNews } from './api.ts'

/** What the commune told, for everyone, the newest first. */
export function NewsScreen({ page }: { page: number }) {
  const { data, failure, busy, retry } = useLoad(String(page), (signal) => getNews(page, signal), cache)
  return (
    <Screen title={words.title} ready={data !== null} place={`news-${page}`}>
      <p role="status">{busy ? all.loading : data?.total === 0 ? words.none : ''}</p>
      {failure && <FailureBox failure={failure} retry={retry} />}
      {data && (
        <ul class={busy ? 'rows stale' : 'rows'}>
          {data.news.map(({ id, kindText, title, publishedAt, quiz }) => (
            <li key={id}>
              <Link to={{ at: 'newsItem', id }} class="row">
                <b>{title}</b>
                <small>
                  {[kindText, sayDay(publishedAt), quiz.length > 0 ? words.quizOf(quiz.length) : '']
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {data && data.pages > 1 && (
        <nav class="pick" aria-label={words.pages}>
          {page > 1 && (
            <button type="button" class="button" onClick={() => go({ at: 'news', page: page - 1 })}>
              {words.previous}
            </button>
          )}
          <span class="soft">{words.page(page, data.pages)}</span>
          {page < data.pages && (
            <button type="button" class="button" onClick={() => go({ at: 'news', page: page + 1 })}>
              {words.next}
            </button>
          )}
        </nav>
      )}
      <HotlineBar />
    </Screen>
  )
}
