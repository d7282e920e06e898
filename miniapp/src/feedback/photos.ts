import { newId } from './ids.ts'

/** Photos of the draft on this device: in IndexedDB, so that they survive a reload, and in memory where there is none. */
const NAME = 'photos'
const inMemory = new Map<string, Blob>()

/** Keeps a photo and tells its id. */
export async function keepPhoto(photo: Blob): Promise<string> {
  const id = newId()
  inMemory.set(id, photo)
  await inStore('readwrite', (store) => store.put(photo, id))
  return id
}

/** The photo, or null when the device lost it: then it has to be chosen again. */
export async function readPhoto(id: string): Promise<Blob | null> {
  const known = inMemory.get(id) ?? (await inStore('readonly', (store) => store.get(id)))
  if (!(known instanceof Blob)) return null
  inMemory.set(id, known)
  return known
}

export async function forgetPhoto(id: string): Promise<void> {
  inMemory.delete(id)
  await inStore('readwrite', (store) => store.delete(id))
}

/** Everything, also what an earlier draft may have left behind. */
export async function forgetPhotos(): Promise<void> {
  inMemory.clear()
  await inStore('readwrite', (store) => store.clear())
}

function inStore(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve) => {
    const none = () => resolve(null)
    try {
      const opening = indexedDB.open(NAME, 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore(NAME)
      opening.onerror = none
      opening.onblocked = none
      opening.onsuccess = () => {
        const db = opening.result
        const transaction = db.transaction(NAME, mode)
        const request = use(transaction.objectStore(NAME))
        transaction.oncomplete = () => {
          db.close()
          resolve(request.result)
        }
        transaction.onabort = none
        transaction.onerror = none
      }
    } catch {
      none() // private windows and old webviews have no database
    }
  })
}
