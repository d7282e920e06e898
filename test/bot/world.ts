import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Conversation, type ConversationDeps, createConversation } from '../../bot/conversation/conversation.ts'
import { Words } from '../../bot/conversation/rules/index.ts'
import type { Body } from '../../bot/conversation/types.ts'
import type { SearchPort } from '../../bot/conversation/understand/judge.ts'
import { createUnderstand } from '../../bot/conversation/understand/understand.ts'
import type { DossierView, ProcedureView } from '../../bot/ports.ts'
import { createVault } from '../../bot/vault.ts'
import { speaker } from '../../server/content/messages.ts'
import { frontMatter } from '../../server/content/read.ts'
import { Messages, Topic, Unit } from '../../server/content/schema.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { problem } from '../../server/kernel/problem.ts'
import { syllables } from '../../server/kernel/text.ts'
import type { Hit } from '../../server/search/schema.ts'
import type { Db } from '../../server/storage/db.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'
import { createUnanswered } from '../../server/unanswered/service.ts'
import { fakeFeedback, noNotices, noPhotos, noSurveys } from './fake-feedback.ts'
import { VIEWS } from './records.ts'

const CONTENT = join(import.meta.dirname, '../../content')
const read = (file: string): unknown => parse(readFileSync(join(CONTENT, file), 'utf8'))
export const unit = Unit.parse(read('unit.yaml'))
export const say = speaker(Messages.parse(read('messages.yaml')))
export const ruleWords = Words.parse(read('intents.yaml'))
export const NOW = new Date('2026-11-21T03:00:00Z')

/** A fake of the search: counts shared syllables of names and of a few words people use. */
const search: SearchPort = {
  find(text, limit, kinds) {
    const asked = new Set(syllables(text))
    return VIEWS.flatMap(({ record, words }): Hit[] => {
      const own = new Set(syllables(`${record.name} ${words}`))
      const shared = [...own].filter((word) => asked.has(word)).length
      const score = text.includes(record.code) ? 100 : shared ** 2
      const { code: key, name, field } = record
      return score >= 4 && kinds.includes('procedure')
        ? [{ kind: 'procedure', key, name, field, prior: 0, score, sure: score / (score + 5) }]
        : []
    })
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
  },
  facet: () => ({ facet: 'none', sure: 1 }),
  why: () => [],
}
const topics = [Topic.parse(frontMatter(readFileSync(join(CONTENT, 'topics/nop-truc-tuyen.md'), 'utf8')))]
export const understand = createUnderstand({
  words: ruleWords,
  search,
  topics,
  isClear: ([first, second]) => first !== undefined && (!second || first.score >= 1.3 * second.score),
  elsewhere: [
    {
      id: 'ho-chieu',
      name: 'Làm hộ chiếu',
      body: 'Công an tỉnh',
      how: 'Nộp trên Cổng dịch vụ công.',
      source: 'x',
      phrasings: ['làm hộ chiếu', 'passport'],
    },
  ],
})

/** A fake of the dossiers room: one on time, one late, one on a ministry's system; the third wrong try is too many. */
export function fakeDossiers() {
  let tries = 0
  const open: DossierView = {
    code: 'H48.21.15-261102-0018',
    verified: false,
    status: 'processing',
    statusText: 'Đang xử lý',
    dueAt: '2026-11-25T17:00:00+07:00',
  }
  const late: DossierView = {
    ...open,
    code: 'H48.21.15-261001-0007',
    dueAt: '2026-11-10T17:00:00+07:00',
    late: { workingDays: 9 },
  }
  return {
    async lookup({ code, phone }: { code: string; phone?: string }): Promise<DossierView> {
      const found = [open, late].find((one) => one.code === code)
      if (code.endsWith('-1500018')) throw problem('dossier.ministry-system', { code })
      if (!found) throw problem('dossier.not-found', { code })
      if (phone === undefined) return found
      if (phone === '4567') {
        return {
          ...found,
          verified: true,
          procedure: 'Đăng ký khai sinh',
          applicant: 'N*** V** A*',
          receivedAt: '2026-11-02T08:00:00+07:00',
          timeline: [{ at: '2026-11-02T08:00:00+07:00', text: 'Được tiếp nhận' }],
        }
      }
      tries += 1
      if (tries >= 3) throw problem('dossier.too-many-tries', { minutes: 15, hotline: '0255 000 0001' })
      return found
    },
  }
}

export type World = {
  conversation: Conversation
  db: Db
  deps: ConversationDeps
  folder: string
  now: Date
  close(): void
}

/** A conversation on a real database file, with fakes for the rooms only; `overrides` may need that database. */
export async function world(
  overrides: Partial<ConversationDeps> | ((db: Db, folder: string) => Promise<Partial<ConversationDeps>>) = {},
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'bot-'))
  const db = await openDb(`file:${join(folder, 'xa.db')}`)
  await migrate(db, NOW)
  const get = (code: string): ProcedureView | null => VIEWS.find(({ record }) => record.code === code) ?? null
  const deps: ConversationDeps = {
    db,
    say,
    unit,
    words: ruleWords,
    topics,
    understand,
    procedures: { get },
    dossiers: fakeDossiers(),
    news: {
      hamlets: [],
      canTell: () => false,
      subscription: async () => null,
      subscribing: async () => [],
      stopping: async () => [],
      latest: async () => [],
      questions: () => Promise.reject(problem('broadcast.not-found')),
      answering: () => Promise.reject(problem('broadcast.not-found')),
    },
    unanswered: createUnanswered({ db, unit: unit.code }),
    feedback: fakeFeedback,
    notices: noNotices,
    surveys: noSurveys,
    photos: noPhotos,
    vault: createVault({ key: await hashKey('k'.repeat(32)), random: cryptoRandom, unit: unit.code }),
    publicUrl: null,
    ...(typeof overrides === 'function' ? await overrides(db, folder) : overrides),
  }
  return {
    conversation: createConversation(deps),
    db,
    deps,
    folder,
    now: NOW,
    close() {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let serial = 0
/** One message with an id of its own. */
export function message(chat: string, body: Body | string, id = `m${serial++}`, channel = 'web', at = NOW) {
  return {
    channel,
    chat,
    id,
    at,
    body: typeof body === 'string' ? ({ type: 'text', text: body } as const) : body,
  }
}
