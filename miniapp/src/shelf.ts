/**
 * A table of this device in IndexedDB, by key: survives a reload, works in Zalo's webview as in a browser. Where there is no
 * database (private windows, old webviews) reading finds nothing and `put` says that it did not keep. Nothing here throws.
 */
export type Shelf<T> = {
  get(key: string): Promise<T | null>
  all(): Promise<T[]>
  keys(): Promise<string[]>
  /** True once it is on the device. */
  put(key: string, value: T): Promise<boolean>
  /** Changes what is there, in one step; does nothing when there is nothing (any more). True when there was. */
  update(key: string, change: (value: T) => T): Promise<boolean>
  remove(key: string): Promise<void>
  clear(): Promise<void>
}

/** The table of this name: a database of its own with one store of the same name. */
export function shelf<T>(name: string): Shelf<T> {
  const read = <R>(use: (store: IDBObjectStore) => IDBRequest<R>) => within(name, 'readonly', use)
  const write = <R>(use: (store: IDBObjectStore) => IDBRequest<R>) => within(name, 'readwrite', use)
  return {
    get: async (key) => (await read((store) => store.get(key)))?.value ?? null,
    all: async () => (await read((store) => store.getAll()))?.value ?? [],
    keys: async () => ((await read((store) => store.getAllKeys()))?.value ?? []).map(String),
    put: async (key, value) => (await write((store) => store.put(value, key))) !== null,
    async update(key, change) {
      let found = false
      const done = await write<unknown>((store) => {
        const asked = store.get(key)
        asked.onsuccess = () => {
          found = asked.result !== undefined
          if (found) store.put(change(asked.result), key)
        }
        return asked
      })
      return found && done !== null
    },
    remove: async (key) => void (await write((store) => store.delete(key))),
    clear: async () => void (await write((store) => store.clear())),
  }
}

/** One transaction; null when it did not come about. What was written is on the disk when it ends, not in a buffer. */
function within<R>(
  name: string,
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<R>,
): Promise<{ value: R } | null> {
  return new Promise((resolve) => {
    const none = () => resolve(null)
    try {
      const opening = indexedDB.open(name, 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore(name)
      opening.onerror = none
      opening.onblocked = none
      opening.onsuccess = () => {
        const db = opening.result
        try {
          const transaction = db.transaction(name, mode, { durability: 'strict' })
          const request = use(transaction.objectStore(name))
          transaction.oncomplete = () => {
            db.close()
            resolve({ value: request.result })
          }
          transaction.onabort = none
          transaction.onerror = none
        } catch {
          none() // a value that no database takes
        }
      }
    } catch {
      none()
    }
  })
}
