import { forgetOaEvents } from '../bot/channels/zalo-oa.ts'
import { forgetDrafts, forgetOldConversations } from '../bot/conversation/retention.ts'
import { drainOn } from './sending.ts'
import type { Services } from './services.ts'

/** What the clock does, as a list. Each job is safe to run at any time, several times, and in several processes at once. */
const JOBS: Array<{ name: string; run: (services: Services) => Promise<unknown> }> = [
  { name: 'forget reports nobody went on telling', run: ({ db, clock }) => forgetDrafts(db, clock()) },
  { name: 'forget old conversations', run: ({ db, clock }) => forgetOldConversations(db, clock()) },
  { name: 'forget old events of Zalo', run: ({ db, clock }) => forgetOaEvents(db, clock()) },
  { name: 'note what is due or late at the hotline', run: ({ feedback }) => feedback.watch() },
  { name: 'forget what the hotline needs no more', run: ({ feedback }) => feedback.forget() },
  { name: 'tell what is due, late or not fetched', run: ({ notices }) => notices.watch() },
  { name: 'send what the commune tells', run: ({ broadcasts }) => broadcasts.run() },
  { name: 'forget old notices', run: ({ notices }) => notices.forget() },
  { name: 'count at night what is asked for by day', run: ({ reports, content }) => reports.keep(content.unit.code) },
  { name: 'tell other systems of changed figures', run: ({ hooks }) => hooks.run() },
  { name: 'forget what the community team needs no more', run: ({ assist }) => assist.forget() },
  { name: 'forget what only served to take an answer once', run: ({ surveys }) => surveys.forget() },
  { name: 'forget ended sessions', run: ({ people }) => people.forget() },
]

/** Runs every job once and sends what is due (`send`: by another way); one that fails does not hold back the others. */
export async function runJobs(services: Services, send = () => drainOn(null, services)): Promise<void> {
  for (const job of JOBS) {
    try {
      await job.run(services)
    } catch (error) {
      services.log({ level: 'error', job: job.name, error: error instanceof Error ? error.name : typeof error })
    }
  }
  await send()
}
