import { outbox } from '../../miniapp/src/outbox/index.ts'
import { surveyEntry } from '../../miniapp/src/survey/parcel.ts'

declare global {
  interface Window {
    /** Puts these answers into the outbox; their names are their keys. Answers when all are kept. */
    give: (keys: string[], version: number, answers: Record<string, string>) => Promise<void>
    left: () => Promise<number>
    sync: () => Promise<void>
  }
}

/** The outbox alone in a page of its own, for tests in a real browser. */
window.give = async (keys, version, answers) => {
  for (const key of keys) {
    const answer = { version, answers, door: 'web', assisted: false, device: key }
    await outbox.add(surveyEntry(key, 'Khảo sát', { survey: 'tthc', answer }, Date.now()))
  }
}
window.left = async () => (await outbox.list()).length
window.sync = () => outbox.syncAll()
