import { sayDay } from '../../moment.ts'
import { Link } from '../../ui/link.tsx'
import { useLoad } from '../../ui/load.ts'
import { news as words } from '../../words/news.ts'
import { getNews, pages } from './api.ts'

const FEW = 2

/** The latest news on the first screen; nothing at all while there is none. */
export function LatestNews() {
  const { data } = useLoad('1', (signal) => getNews(1, signal), pages)
  if (!data || data.news.length === 0) return null
  return (
    <section>
      <h2>{words.title}</h2>
      <ul class="rows">
        {data.news.slice(0, FEW).map(({ id, kindText, title, publishedAt }) => (
          <li key={id}>
            <Link to={{ at: 'newsItem', id }} class="row">
              <b>{title}</b>
              <small>{`${kindText} · ${sayDay(publishedAt)}`}</small>
            </Link>
          </li>
        ))}
      </ul>
      <Link to={{ at: 'news', page: 1 }} class="button plain">
        {words.all}
      </Link>
    </section>
  )
}
