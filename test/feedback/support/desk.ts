import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { CalendarFile, Messages, Unit } from '../../../server/content/schema.ts'
import { FeedbackContent } from '../../../server/content/schema-feedback.ts'
import type { AuditEntry } from '../../../server/feedback/room.ts'
import type { TriageOf } from '../../../server/feedback/rules/triage/index.ts'
import { Intake, type IntakeInput } from '../../../server/feedback/schema.ts'
import { createFeedback, type FeedbackDeps } from '../../../server/feedback/service.ts'
import { createWorkTime } from '../../../server/kernel/calendar.ts'
import { hashKey } from '../../../server/kernel/privacy.ts'
import { Problem } from '../../../server/kernel/problem.ts'
import { rightsOf } from '../../../server/people/rights.ts'
import type { Actor, Role } from '../../../server/people/schema.ts'
import { diskFiles } from '../../../server/storage/files-disk.ts'
import { migrate } from '../../../server/storage/migrate.ts'
import { openDb } from '../../../server/storage/node.ts'

const CONTENT = join(import.meta.dirname, '../../../content')
const read = (file: string): unknown => parse(readFileSync(join(CONTENT, file), 'utf8'))

/** The project's own content, as far as the hotline needs it. */
export const content = {
  unit: Unit.parse(read('unit.yaml')),
  calendar: CalendarFile.parse(read('calendar.yaml')).days,
  messages: Messages.parse(read('messages.yaml')),
  feedback: FeedbackContent.parse(read('feedback.yaml')),
}
export const clocks = {
  rules: content.feedback,
  time: createWorkTime(content.calendar, content.unit.working),
}

/** In memory where there is such a place: hundreds of acts wait for a disk otherwise. */
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** Monday morning; Tuesday is a holiday. */
export const NOW = new Date('2026-11-23T09:00:00+07:00')
export const KEY = 'kiểm thử '.repeat(5)

/** A triage that goes by plain words, so that these tests do not hang on the vocabulary. */
export const plainTriage: TriageOf = ({ text, chosen }) => {
  const parts = text.split(/(?<=[.!?])\s+/).map((sentence) => ({
    kind: /tố cáo/i.test(sentence)
      ? ('denunciation' as const)
      : /khiếu nại/i.test(sentence)
        ? ('complaint' as const)
        : /cháy nhà/i.test(sentence)
          ? ('emergency' as const)
          : (chosen ?? (/thái độ/i.test(sentence) ? ('conduct' as const) : ('field' as const))),
    text: sentence,
    reasons: [],
  }))
  const own = parts.find(({ kind }) => kind !== 'denunciation' && kind !== 'complaint')
  const danger = parts.some(({ kind }) => kind === 'emergency')
  const kind = danger ? 'emergency' : (own?.kind ?? parts[0]?.kind ?? 'field')
  return { parts, kind, urgent: danger, reasons: [`vì “${kind}”`] }
}

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
