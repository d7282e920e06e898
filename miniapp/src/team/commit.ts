import type { NewEntry } from '../outbox/index.ts'
import { newSecret } from './bytes.ts'
import { sealRecord } from './seal.ts'
import type { Parcel } from './send.ts'
import { change, dispatch, type Handing, now, show } from './state.ts'
import { recordOf, type Visit } from './visit.ts'

/**
 * Seals a visit to the commune and puts it on its way. From here on nobody on this phone can read it: in the same write the visit
 * leaves the desk and its sealed record comes there, so that a crash neither loses nor doubles it. What is shown for handing over is
 * in memory only. Throws when there is nothing to seal to.
 */
export async function commit(visit: Visit, title: string, about: Pick<Handing, 'title' | 'papers'>): Promise<void> {
  const open = now()
  if (!open?.desk.pack) throw new Error('no pack')
  const { token, drop, desk } = open
  const link = newSecret()
  const sealed = await sealRecord(open.desk.pack, visit.id, JSON.stringify(recordOf(visit, token, link)))
  const body: Parcel = { drop, sealed }
  // locked while it was sealed: the visit is still open, and is sealed anew after the PIN
  if (now()?.key !== open.key) throw new Error('locked')
  const at = new Date().toISOString()
  const parcel: NewEntry = { id: visit.id, kind: 'help', title, body: JSON.stringify(body) }
  const lines = [...desk.lines, { id: visit.id, n: visit.number, at }]
  show({ number: visit.number, link, ...about })
  await change({ visit: null, lines, parcel })
  await dispatch(parcel)
}
