import { useEffect, useRef, useState } from 'preact/hooks'
import { readJson } from '../kept.ts'
import { outbox } from '../outbox/index.ts'
import { writeKept } from '../zalo.ts'
import { type Draft, isBegun, newDraft } from './draft.ts'
import { newId } from './ids.ts'
import { forgetPhotos, readPhoto } from './photos.ts'

const KEPT = 'draft'
const PAUSE_MS = 300 // a typing finger's pause

export type Desk = {
  draft: Draft
  /** It was begun on an earlier visit. */
  resumed: boolean
  /** The device would not keep it. */
  unkept: boolean
  /** Photos that an earlier visit chose and the device lost. */
  lostPhotos: boolean
  change: (part: Partial<Draft>) => void
  /** The draft as it stands now, also in a callback made earlier. */
  now: () => Draft
  /** The outbox has it now: it is still shown, but no longer kept as a draft, until it is changed again. */
  handOver: () => Promise<void>
  /** Begins anew: with a new key, nothing of the old one left on the device but what waits to be sent. */
  wipe: () => Promise<void>
}

/** The report being written, kept on this device so that a reload or a dead battery loses nothing; null until it is read. */
export function useDraft(): Desk | null {
  const [shown, setShown] = useState<Pick<Desk, 'draft' | 'resumed' | 'lostPhotos'> | null>(null)
  const [unkept, setUnkept] = useState(false)
  const latest = useRef<Draft | null>(null)
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const handedOver = useRef(false)
  const save = () => {
    clearTimeout(waiting.current)
    const draft = latest.current
    if (draft && !handedOver.current)
      void writeKept(KEPT, isBegun(draft) ? JSON.stringify(draft) : null).then((kept) => setUnkept(!kept))
  }
  useEffect(() => {
    void readDraft().then((read) => {
      latest.current = read.draft
      setShown(read)
    })
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [])
  if (!shown) return null
  const change = (part: Partial<Draft>) => {
    handedOver.current = false
    const draft = { ...(latest.current ?? shown.draft), ...part }
    latest.current = draft
    setShown((before) => before && { ...before, draft })
    clearTimeout(waiting.current)
    waiting.current = setTimeout(save, PAUSE_MS)
  }
  const handOver = async () => {
    handedOver.current = true
    clearTimeout(waiting.current)
    await writeKept(KEPT, null)
  }
  const wipe = async () => {
    handedOver.current = false
    const draft = newDraft(newId())
    latest.current = draft
    setShown({ draft, resumed: false, lostPhotos: false })
    clearTimeout(waiting.current)
    await writeKept(KEPT, null)
    await forgetPhotos((await outbox.list()).flatMap(({ photos }) => photos))
  }
  return { ...shown, unkept, change, handOver, wipe, now: () => latest.current ?? shown.draft }
}

/** Makes this the draft, to be shown when the form is opened. */
export const keepDraft = (draft: Draft) => writeKept(KEPT, JSON.stringify(draft))

async function readDraft(): Promise<Pick<Desk, 'draft' | 'resumed' | 'lostPhotos'>> {
  const kept = await readJson<Draft>(KEPT)
  // a crash may have come between putting it into the outbox and taking it from here
  const sent = kept !== null && (await outbox.list()).some(({ id }) => id === kept.key)
  if (!kept || sent) return { draft: newDraft(newId()), resumed: false, lostPhotos: false }
  const found = await Promise.all(kept.photos.map(readPhoto))
  const photos = kept.photos.filter((_, at) => found[at])
  const draft = { ...newDraft(newId()), ...kept, photos }
  return { draft, resumed: true, lostPhotos: photos.length < kept.photos.length }
}
