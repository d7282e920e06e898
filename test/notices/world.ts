import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createVault } from '../../bot/vault.ts'
import { speaker } from '../../server/content/messages.ts'
import { readContent } from '../../server/content/read.ts'
import { textSource } from '../../server/dossiers/import/source.ts'
import { createDossiers } from '../../server/dossiers/service.ts'
import { PUSHED } from '../../server/kernel/channels.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import type { Carrier, ChatRef, Message, Outcome, Pace } from '../../server/notices/schema.ts'
import { createDelivery, createNotices } from '../../server/notices/service.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'

export const content = readContent(join(import.meta.dirname, '../../content'))
export const say = speaker(content.messages)
export const SECRET = 'khóa chỉ dùng để kiểm thử tin báo'
/** A Friday morning. */
export const NOW = new Date('2026-11-20T09:00:00+07:00')
export const CODE = 'H48.21.15-261102-0018'
export const HIM: ChatRef = { channel: 'telegram', chat: '7' }

export type Call = { at: Date; chat: string; message: Message }

/**
 * Dossiers, notices and deliveries over one database file, with a clock that only the test (or waiting for the pace) moves. `answers`
 * are what the channel says next; without one it takes the message.
 */
export async function noticeWorld(pace: Pace = { perSecond: 25, burst: 5, chatMs: 1000 }, random = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'xa-'))
  const url = `file:${join(folder, 'xa.db')}`
  const db = await openDb(url)
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await migrate(db, NOW)
  const state = { now: NOW, answering: true }
  const clock = () => state.now
  const key = await hashKey(SECRET)
  const unit = content.unit.code
  const vault = createVault({ key, random: cryptoRandom, unit })
  const dossiers = createDossiers({
    db,
    clock,
    key,
    content,
    unit,
    tell: (changes, at) => notices.changed(changes, at),
  })
  const notices = createNotices({
    db,
    clock,
    key,
    vault,
    say,
    content,
    channels: PUSHED,
    dossiers,
    audit: () => ({ sql: 'SELECT 1' }),
  })
  const calls: Call[] = []
  const answers: Outcome[] = []
  const carrier: Carrier = {
    channel: 'telegram',
    longest: 3900,
    pace,
    answers: async () => state.answering,
    async send(chat, message) {
      calls.push({ at: state.now, chat, message })
      return answers.shift() ?? { kind: 'delivered' }
    },
  }
  /** Ids need random bytes, jitter one byte: that one is the test's. */
  const fill = (bytes: Uint8Array<ArrayBuffer>) => (bytes.length === 1 ? bytes.fill(random) : cryptoRandom(bytes))
  const wait = async (ms: number) => {
    state.now = new Date(state.now.getTime() + ms)
  }
  const deliveryOver = (over = db, by: Carrier = carrier) =>
    createDelivery({ db: over, unit, vault, say, quiet: content.notices.quiet, clock, random: fill, wait }, by)
  const delivery = deliveryOver()

  const importMany = (rows: Array<Record<string, string>>) => {
    const facts = {
      code: CODE,
      procedureName: 'Đăng ký khai sinh',
      receivedDate: '2026-11-16T08:00:00+07:00',
      dueDate: '2026-11-25T17:00:00+07:00',
      status: 'Đang xử lý',
    }
    return dossiers.importFile(textSource(rows.map((row) => JSON.stringify({ ...facts, ...row })).join('\n')))
  }

  return {
    db,
    url,
    state,
    notices,
    dossiers,
    calls,
    answers,
    carrier,
    deliveryOver,
    /** Sends until nothing is due. */
    async drain(by = delivery): Promise<number> {
      await by.abandon()
      for (let sent = 0; ; ) {
        const step = await by.step()
        sent += step.sent
        if (!step.more) return sent
      }
    },
    at(moment: string) {
      state.now = new Date(moment)
    },
    /** Follows a dossier as a press after a look-up does. */
    async follow(code = CODE, chat = HIM) {
      const proof = await notices.proof(code, chat)
      await db.write(await notices.following(code, chat, proof ?? '', state.now))
    },
    /** One export with one row; later ones are newer. */
    import: (row: Record<string, string>) => importMany([row]),
    importMany,
    async tell(text: string, chat = HIM, dedupe?: string) {
      const writes = await notices.aboutCase(chat, text, state.now, dedupe ?? 'PA-7K3M9Q')
      await db.write(writes)
    },
    async rows() {
      return (await db.execute("SELECT * FROM outbox WHERE class = 'notice' ORDER BY seq")).rows
    },
  }
}
