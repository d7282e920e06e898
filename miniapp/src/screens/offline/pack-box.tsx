import { useEffect, useState } from 'preact/hooks'
import { asFailure } from '../../api.ts'
import { sayShort } from '../../moment.ts'
import { forgetPack, type KeptPack, readPack, renewPack } from '../../offline/pack.ts'
import { mayFetchUnasked } from '../../offline/renew.ts'
import { offline as words } from '../../words/offline.ts'

/** What of the guides is kept on this device for days without a network: fetched, renewed or dropped when one wants. */
export function PackBox() {
  const [pack, setPack] = useState<KeptPack | null | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  useEffect(() => void readPack().then(setPack), [])
  const fetchIt = async () => {
    setBusy(true)
    setSaid(words.fetching)
    try {
      const kept = await renewPack()
      setPack(await readPack())
      setSaid(kept ? words.fetched : words.unkept)
    } catch (error) {
      setSaid(`${words.failed} ${asFailure(error).message}`)
    }
    setBusy(false)
  }
  const drop = async () => {
    await forgetPack()
    setPack(null)
    setSaid(words.dropped)
  }
  return (
    <section aria-labelledby="mat-mang">
      <h2 id="mat-mang">{words.title}</h2>
      <p>{words.lead}</p>
      {pack && <p>{words.kept(pack.guides.length, sayShort(new Date(pack.at + 7 * 3_600_000).toISOString()))}</p>}
      {pack === null && <p>{mayFetchUnasked() ? words.soon : words.saving}</p>}
      <div class="pick">
        <button type="button" class="button" aria-disabled={busy} onClick={() => !busy && void fetchIt()}>
          {pack ? words.renew : words.fetch}
        </button>
        {pack && (
          <button type="button" class="button" onClick={() => void drop()}>
            {words.drop}
          </button>
        )}
      </div>
      <p role="status" class="said">
        {said}
      </p>
    </section>
  )
}
