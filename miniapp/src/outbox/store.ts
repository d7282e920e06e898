import { readJson } from '../kept.ts'
import { shelf } from '../shelf.ts'
import { writeKept } from '../zalo.ts'
import type { Entry } from './entry.ts'
import { type Exclusively, exclusively } from './lock.ts'

/** Where entries lie until they have arrived. */
export type Store = {
  all(): Promise<Entry[]>
  /** False when the device keeps nothing: then it is here only while the page is open. */
  put(entry: Entry): Promise<boolean>
  /** Changes an entry that is still here; one that was taken away meanwhile does not come back. */
  update(id: string, change: (entry: Entry) => Entry): Promise<void>
  remove(id: string): Promise<void>
}

const NAME = 'outbox'

/** IndexedDB first; where it does not keep, the text storage (in Zalo its own); at last this page's memory. All three are read. */
export function deviceStore(lock: Exclusively = exclusively): Store {
  const base = shelf<Entry>(NAME)
  const inMemory = new Map<string, Entry>()
  const readList = async () => (await readJson<Entry[]>(NAME)) ?? []
  const inList = (change: (list: Entry[]) => Entry[]) =>
    lock(`${NAME}.list`, async () => {
      const before = await readList()
      const list = change(before)
      if (list.length === 0 && before.length === 0) return true
      return writeKept(NAME, list.length > 0 ? JSON.stringify(list) : null)
    })
  const removeElsewhere = async (id: string) => {
    inMemory.delete(id)
    if ((await readList()).some((one) => one.id === id)) await inList((list) => list.filter((one) => one.id !== id))
  }
  return {
    async all() {
      const found = [...(await base.all()), ...(await readList()), ...inMemory.values()]
      return [...new Map(found.map((entry) => [entry.id, entry])).values()]
    },
    async put(entry) {
      if (await base.put(entry.id, entry)) {
        await removeElsewhere(entry.id)
        return true
      }
      if (await inList((list) => [...list.filter(({ id }) => id !== entry.id), entry])) return true
      inMemory.set(entry.id, entry)
      return false
    },
    async update(id, change) {
      const mine = inMemory.get(id)
      if (mine) inMemory.set(id, change(mine))
      else if (!(await base.update(id, change)))
        await inList((list) => list.map((one) => (one.id === id ? change(one) : one)))
    },
    async remove(id) {
      await base.remove(id)
      await removeElsewhere(id)
    },
  }
}
