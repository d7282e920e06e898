import type { Say } from '../content/messages.ts'
import type { Content } from '../content/schema.ts'
import { showDay } from '../kernel/time.ts'
import { type Document, para } from '../reports/document/model.ts'
import type { Followed } from './schema.ts'

/** What the letter is made with. `reason` and `newDay` (`yyyy-mm-dd`) are the officer's; null leaves them to be filled in by hand. */
export type ApologyWith = {
  content: Pick<Content, 'unit' | 'notices' | 'reports'>
  say: Say
  day: string
  reason: string | null
  newDay: string | null
}

/**
 * Thư xin lỗi for a dossier past its due moment: why, and when the result comes (NĐ 61/2018 Đ.19.9), in the official form. The
 * applicant's name is not kept, so its place is left open.
 */
export function apologyDocument(
  dossier: Followed & { lateDays: number | null },
  { content, say, day, reason, newDay }: ApologyWith,
): Document {
  const { unit, reports, notices } = content
  const { issuer, place, signer, recipients } = reports.document
  const holes = {
    desk: unit.desk.name,
    unit: `UBND ${unit.name.replace(/\s*\(.*\)\s*$/, '').replace(/^./, (letter) => letter.toLowerCase())}`,
    code: dossier.code,
    procedure: dossier.procedureName ?? say('notice.letter.this-dossier'),
    due: dossier.due ? showDay(dossier.due.at.slice(0, 10)) : say('notice.letter.blank'),
    days: dossier.lateDays ?? 0,
    reason: reason ?? say('notice.letter.blank'),
    newDay: newDay ? showDay(newDay) : say('notice.letter.blank-day'),
    department: dossier.department ?? say('notice.letter.department'),
    hotline: unit.hotlines[0]?.phone ?? unit.portal.helpline,
  }
  return {
    issuer,
    symbol: notices.apology.symbol,
    place,
    day,
    kind: say('notice.letter.kind'),
    subject: say('notice.letter.subject', holes),
    blocks: ['to', 'what', 'why', 'sorry', 'when', 'call'].map((key) => para(say(`notice.letter.${key}`, holes))),
    annex: [],
    signer,
    recipients: [say('notice.letter.recipient'), recipients.at(-1) ?? 'Lưu: VT.'],
    sample: unit.sample,
  }
}
