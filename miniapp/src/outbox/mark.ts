import { readKept, writeKept } from '../zalo.ts'

const MARK = 'outbox.any'
let inMemory = false

/** Whether something may wait on this device, so that the outbox itself is only loaded then. */
export const mayWait = async () => inMemory || (await readKept(MARK)) !== null

/** Set before something is put into the outbox, taken away when it is seen to be empty. */
export async function setMark(any: boolean): Promise<void> {
  inMemory = any
  await writeKept(MARK, any ? '1' : null)
}
