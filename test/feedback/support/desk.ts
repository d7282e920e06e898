import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { AuditEntry } from '../../../server/feedback/room.ts'
import { Intake, type IntakeInput } from '../../../server/feedback/schema.ts'
import { createFeedback, type FeedbackDeps } from '../../../server/feedback/service.ts'
import { hashKey } from '../../../server/kernel/privacy.ts'
import { Problem } from '../../../server/kernel/problem.ts'
import { rightsOf } from '../../../server/people/rights.ts'
import type { Actor, Role } from '../../../server/people/schema.ts'
import { diskFiles } from '../../../server/storage/files-disk.ts'
import { migrate } from '../../../server/storage/migrate.ts'
import { openDb } from '../../../server/storage/node.ts'
import { content, KEY, NOW, SCRATCH } from './plain.ts'
import { plainTriage } from './plain-triage.ts'

export { clocks, content, KEY, NOW } from './plain.ts'
export { plainTriage } from './plain-triage.ts'

export function actor(role: Role, id: string = role, unit = content.unit.code): Actor {
  return { id, unit, name: `Cán bộ ${id}`, role, department: null, rights: rightsOf(role) }
}

/** The hotline on a fresh file database, with a clock that can be set, and what it audited and told. */
export async function openDesk(extra: Partial<FeedbackDeps> = {}) {
  const folder = mkdtempSync(join(SCRATCH, 'feedback-'))
  const db = extra.db ?? (await openDb(`file:${folder}/test.db`))
  if (!extra.db) await migrate(db, NOW)
  const state = { now: NOW }
  const told: Array<{ chat: string; text: string }> = []
  const audits: AuditEntry[] = []
  onTestFinished(() => {
    if (!extra.db) db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const files = diskFiles(join(folder, 'files'))
  const feedback = createFeedback({
    db,
    files,
    clock: () => state.now,
    key: await hashKey(KEY),
    content,
    triage: plainTriage,
    audit: (entry) => {
      audits.push(entry)
      return null
    },
    notify: ({ chat }, text) => {
      told.push({ chat, text })
      return []
    },
    ...extra,
  })
  let keys = 0
  const send = (input: Partial<IntakeInput> = {}, by: { key?: string | null; caller?: string } = {}) =>
    feedback.submit(Intake.parse({ text: 'Đèn đường đầu thôn Trung Tâm hỏng ba hôm nay.', ...input }), {
      door: 'web',
      caller: by.caller ?? 'ip:1',
      key: by.key === undefined ? `key-${keys++}-xxxx` : by.key,
    })
  const look = async (code: string) => {
    const secret = new URLSearchParams((await feedback.link(code)).split('?')[1]).get('secret') ?? ''
    const view = await feedback.view(code, { secret }, { caller: 'ip:1', at: state.now })
    if (!view) throw new Error(`no case ${code}`)
    return { ...view, secret }
  }
  return { feedback, desk: feedback.desk, db, files, folder, state, told, audits, send, look }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>

/** The problem that a call ends in. */
export async function failing(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    (value) => value,
    (e: unknown) => e,
  )
  if (!(error instanceof Problem))
    throw error instanceof Error ? error : new Error(`no problem: ${JSON.stringify(error)}`)
  return error
}

export const OFFICER = actor('officer')
export const HANDLER = actor('handler')
export const LEADER = actor('leader')
