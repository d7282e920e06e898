import type { IntakeInput, Receipt } from '../../../server/feedback/schema.ts'
import { asFailure, post } from '../api.ts'
import type { Entry, Sender } from '../outbox/entry.ts'
import { type Parcel, parcelOf, type Reached, reachedOf } from './parcel.ts'
import { forgetPhoto, readPhoto } from './photos.ts'
import { keepReceipt } from './receipts.ts'
import { addMore } from './send.ts'

/** Brings a report to the commune: the text first, so that the case stands; then photo by photo, each under a key of its own. */
export const sender: Sender = {
  async send(entry) {
    const reached = reachedOf(entry)
    return reached ? sendPhoto(entry, reached) : sendText(entry)
  },
  async refused(entry) {
    // of a complaint or a denunciation no word stays on the device: whoever picks it up later shall not read it
    if (entry.reason?.code !== 'feedback.complaint' && entry.reason?.code !== 'feedback.denunciation') return entry
    await Promise.all(entry.photos.map(forgetPhoto))
    return { ...entry, title: '', body: 'null', photos: [] }
  },
  removed: async ({ photos }) => void (await Promise.all(photos.map(forgetPhoto))),
}

async function sendText(entry: Entry): Promise<'done' | { reached: string }> {
  const parcel = parcelOf(entry)
  if (!parcel) return 'done'
  const { receipt, older } = await register(parcel, entry.id)
  await keepReceipt(entry.id, receipt, older)
  return further(entry, { code: receipt.code, secret: receipt.secret, photos: 0 })
}

async function sendPhoto(entry: Entry, reached: Reached): Promise<'done' | { reached: string }> {
  const { code, secret, photos } = reached
  const id = entry.photos[photos]
  const photo = id === undefined ? null : await readPhoto(id)
  // a photo that the device lost is passed over
  if (photo) await addMore(code, secret, '', [photo], `${entry.id}-${photos}`, true)
  return further(entry, { ...reached, photos: photos + 1 })
}

async function further(entry: Entry, reached: Reached): Promise<'done' | { reached: string }> {
  if (reached.photos < entry.photos.length) return { reached: JSON.stringify(reached) }
  await Promise.all(entry.photos.map(forgetPhoto))
  return 'done'
}

/** Registers it. `older`: an earlier sending had arrived after all, and what was changed since then has not. */
async function register({ intake, earlier }: Parcel, key: string): Promise<{ receipt: Receipt; older: boolean }> {
  try {
    return { receipt: await post<Receipt>('/feedback', intake, key), older: false }
  } catch (error) {
    if (!earlier || asFailure(error).code !== 'feedback.key-reused') throw error
    return { receipt: await post<Receipt>('/feedback', earlier, key), older: !isSame(intake, earlier) }
  }
}

/** The same report, whether or not the citizen said of having called 113, 114 or 115. */
function isSame(one: IntakeInput, other: IntakeInput): boolean {
  const plain = (intake: IntakeInput) => JSON.stringify({ ...intake, emergencyCalled: true })
  return plain(one) === plain(other)
}
