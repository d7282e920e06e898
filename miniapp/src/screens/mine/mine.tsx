import { useEffect, useState } from 'preact/hooks'
import { readBegun, readCases, readDossiers } from '../../kept.ts'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { mineWords as words } from '../../words/mine.ts'
import { Mine } from '../ask/mine.tsx'
import { MySurveys } from '../ask/my-surveys.tsx'
import { Unsent } from '../ask/unsent.tsx'
import { MyCases } from '../feedback/my-cases.tsx'
import { LatestNews } from '../news/latest.tsx'
import { MyLists } from './lists.tsx'

/** *Của tôi*: my dossiers, reports, checklists and surveys, as this device keeps them; then what one may do next, and the news. */
export function MineScreen() {
  const [known, setKnown] = useState<number | null>(null)
  const [lists, setLists] = useState(0)
  useEffect(() => {
    void Promise.all([readDossiers(), readCases(), readBegun()]).then((kept) => setKnown(kept.flat().length))
  }, [])
  return (
    <Screen title={words.title} ready={known !== null}>
      <p class="soft">{words.lead}</p>
      {known === 0 && lists === 0 && (
        <div class="notice">
          <p>
            <b>{words.empty}</b>
          </p>
          <p>{words.emptyNext}</p>
        </div>
      )}
      <Unsent />
      <Mine />
      <MyCases openOnly={false} />
      <MyLists onCount={setLists} />
      <MySurveys />
      <nav aria-labelledby="lam-them">
        <h2 id="lam-them">{words.more}</h2>
        <ul class="rows">
          <li>
            <Link to={{ at: 'dossier' }} class="row">
              {words.lookUp}
            </Link>
          </li>
          <li>
            <Link to={{ at: 'report', step: '' }} class="row">
              {words.write}
            </Link>
          </li>
          <li>
            <Link to={{ at: 'survey', id: '', step: '' }} class="row">
              {words.surveys}
            </Link>
          </li>
          <li>
            <Link to={{ at: 'settings' }} class="row">
              {words.settings}
            </Link>
          </li>
        </ul>
      </nav>
      <LatestNews />
      <HotlineBar />
    </Screen>
  )
}
