import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseNotifier } from '../../bot/channels/notice.ts'
import { createPhotos, type Photos } from '../../bot/channels/photos.ts'
import { telegramOutlet } from '../../bot/channels/telegram-outlet.ts'
import type { ConversationDeps } from '../../bot/conversation/conversation.ts'
import { createVault } from '../../bot/vault.ts'
import { readContent } from '../../server/content/read.ts'
import { createTriage } from '../../server/feedback/rules/triage/index.ts'
import { createFeedback, type Feedback } from '../../server/feedback/service.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { createNotices } from '../../server/notices/service.ts'
import { rightsOf } from '../../server/people/rights.ts'
import type { Actor, Role } from '../../server/people/schema.ts'
import { diskFiles } from '../../server/storage/files-disk.ts'
import { NOW, say, unit, type World, world } from './world.ts'

const content = readContent(join(import.meta.dirname, '../../content'))
const triage = createTriage(content.triage, content.vocabulary)

export type FeedbackWorld = World & {
  feedback: Feedback
  photos: Photos
  /** Every byte the installation has on its disk, as one text: what must not be there can't be found in it. */
  bytes(): Promise<string>
  files(): string[]
}

/** The conversation with the real register of reports and real files, on a database of its own. */
export async function feedbackWorld(
  telegram: ((fileId: string) => Promise<Uint8Array>) | null = null,
  overrides: Partial<ConversationDeps> = {},
): Promise<FeedbackWorld> {
  const key = await hashKey('k'.repeat(40))
  const vault = createVault({ key, random: cryptoRandom, unit: unit.code })
  const outlets = { telegram: telegramOutlet }
  const made: { feedback?: Feedback; photos?: Photos; now: () => Date } = { now: () => NOW }
  const w = await world(async (db, folder) => {
    const files = diskFiles(join(folder, 'files'))
    const notices = createNotices({
      db,
      clock: () => made.now(),
      key,
      vault,
      say,
      content,
      channels: new Set(['telegram']),
      dossiers: {
        now: async () => [],
        lookup: async () => {
          throw new Error('no dossiers here')
        },
      },
      audit: () => ({ sql: 'SELECT 1' }),
    })
    const notify = caseNotifier({ say, notices })
    const feedback = createFeedback({ db, files, clock: () => made.now(), key, content, triage, notify })
    const photos = createPhotos({
      keep: feedback.keepPhoto,
      drop: files.delete,
      count: (caller) => feedback.countPhoto(caller, made.now()),
      fetchers: telegram ? { telegram } : {},
      vault,
    })
    Object.assign(made, { feedback, photos })
    return { feedback, notices, photos, vault, outlets, publicUrl: 'https://xa.example.vn', ...overrides }
  })
  if (!made.feedback || !made.photos) throw new Error('the world was not made')
  const whole: FeedbackWorld = {
    ...w,
    feedback: made.feedback,
    photos: made.photos,
    async bytes() {
      await w.db.execute('PRAGMA wal_checkpoint(PASSIVE)')
      return readdirSync(w.folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map((one) => readFileSync(join(one.parentPath, one.name)).toString('utf8'))
        .join('\n')
    },
    files: () => {
      const folder = join(w.folder, 'files')
      if (!existsSync(folder)) return []
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => name)
    },
  }
  made.now = () => whole.now
  return whole
}

/** Somebody of the desk. */
export function staff(role: Role = 'officer'): Actor {
  return { id: `s-${role}`, unit: unit.code, name: 'Lê Thị Hoa', role, department: null, rights: rightsOf(role) }
}
