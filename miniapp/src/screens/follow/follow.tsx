import type { FollowLink } from '../../../../server/notices/schema.ts'
import { post } from '../../api.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { useLoad } from '../../ui/load.ts'
import { Screen } from '../../ui/screen.tsx'
import { follow as words } from '../../words/follow.ts'
import { words as all } from '../../words.ts'
import { Offer } from './offer.tsx'

const cache = new Map<string, FollowLink>()

/** The page behind the code on a printed receipt: how to be told of the dossier by messages. It does not say which dossier. */
export function FollowScreen({ code }: { code: string }) {
  const load = () => post<FollowLink>('/notices/link/open', { code }) // by POST: a code in an address would lie in logs
  const { data, failure, busy, retry } = useLoad(code || null, load, cache)
  const over = code === '' || failure?.code.startsWith('follow.') || failure?.code.startsWith('notice.')
  return (
    <Screen title={words.title} ready={data !== null}>
      {busy && <p role="status">{all.loading}</p>}
      {failure && !over && <FailureBox failure={failure} retry={retry} />}
      {over && (
        <div class="notice" role="alert">
          <p>
            <b>{failure?.message ?? words.over}</b>
          </p>
          <p>{words.overNext}</p>
        </div>
      )}
      {data && <Offer link={data} />}
      {over && (
        <Link to={{ at: 'dossier' }} class="button main wide">
          {words.lookUp}
        </Link>
      )}
      <HotlineBar />
    </Screen>
  )
}
