import { useEffect, useRef, useState } from 'preact/hooks'
import { readJson } from '../kept.ts'
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
  /** Begins anew: with a new key, nothing of the old one left on the device. */
  wipe: () => Promise<void>
}

/** The report being written, kept on this device so that a reload or a dead battery loses nothing; null until it is read. */
export function useDraft(): Desk | null {
  const [shown, setShown] = useState<Pick<Desk, 'draft' | 'resumed' | 'lostPhotos'> | null>(null)
  const [unkept, setUnkept] = useState(false)
  const latest = useRef<Draft | null>(null)
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const save = () => {
    clearTimeout(waiting.current)
    const draft = latest.current
    if (draft) void writeKept(KEPT, isBegun(draft) ? JSON.stringify(draft) : null).then((kept) => setUnkept(!kept))
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
    const draft = { ...(latest.current ?? shown.draft), ...part }
    latest.current = draft
    setShown((before) => before && { ...before, draft })
    clearTimeout(waiting.current)
    waiting.current = setTimeout(save, PAUSE_MS)
  }
  const wipe = async () => {
    const draft = newDraft(newId())
    latest.current = draft
    setShown({ draft, resumed: false, lostPhotos: false })
    clearTimeout(waiting.current)
    await writeKept(KEPT, null)
    await forgetPhotos()
  }
  return { ...shown, unkept, change, wipe, now: () => latest.current ?? shown.draft }
}

async function readDraft(): Promise<Pick<Desk, 'draft' | 'resumed' | 'lostPhotos'>> {
  const kept = await readJson<Draft>(KEPT)
  if (!kept) return { draft: newDraft(newId()), resumed: false, lostPhotos: false }
  const found = await Promise.all(kept.photos.map(readPhoto))
  const photos = kept.photos.filter((_, at) => found[at])
  const draft = { ...newDraft(newId()), ...kept, photos }
  return { draft, resumed: true, lostPhotos: photos.length < kept.photos.length }
}
