import { shelf } from '../shelf.ts'
import { newId } from './ids.ts'

/** Photos that were not sent yet: in IndexedDB, so that they survive a reload, and in memory where there is none. */
const base = shelf<Blob>('photos')
const inMemory = new Map<string, Blob>()

/** Keeps a photo and tells its id. */
export async function keepPhoto(photo: Blob): Promise<string> {
  const id = newId()
  inMemory.set(id, photo)
  await base.put(id, photo)
  return id
}

/** The photo, or null when the device lost it: then it has to be chosen again. */
export async function readPhoto(id: string): Promise<Blob | null> {
  const known = inMemory.get(id) ?? (await base.get(id))
  if (!(known instanceof Blob)) return null
  inMemory.set(id, known)
  return known
}

export async function forgetPhoto(id: string): Promise<void> {
  inMemory.delete(id)
  await base.remove(id)
}

/** Everything but these, also what an earlier draft may have left behind. */
export async function forgetPhotos(except: string[] = []): Promise<void> {
  const known = new Set([...inMemory.keys(), ...(await base.keys())])
  for (const id of known) if (!except.includes(id)) await forgetPhoto(id)
}
