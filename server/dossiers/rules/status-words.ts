import { syllables } from '../../kernel/text.ts'
import { State } from '../schema.ts'
import { NATIONAL_STATES } from './states.ts'

/**
 * Status words of the one-stop software → state, on folded words, first match wins. The order carries the meaning:
 * "đã bổ sung" before "bổ sung", "chờ trả kết quả" before "trả kết quả", "chưa …" before everything.
 */
const STATUS: ReadonlyArray<readonly [RegExp, State]> = [
  [/\b(chua|cho) (tiep nhan|duyet tiep nhan)\b|\bmoi (dang ky|nop|gui)\b|\breceiving\b/, 'submitted'],
  [/\bchua (xu ly|giai quyet|hoan thanh|co ket qua|co kq|den han)\b/, 'processing'],
  [/\b(khong|tu choi) (duoc )?(xin )?rut\b/, 'processing'],
  [/\brut\b|\bcancelled\b/, 'withdrawn'],
  [
    /\bkhong (duoc )?(tiep nhan|giai quyet|du dieu kien)\b|\btu choi\b|\btra lai\b(?! (ket qua|kq))|\bdenied\b/,
    'refused',
  ],
  [/\b(da|hoan thanh) (gui )?(bo sung|bs)\b|\bcong dan da (gui )?bo sung\b/, 'processing'],
  [/\b(bo sung|bs ho so|bs hs|bs giay to)\b|\btam dung\b|\bwaiting\b/, 'waiting'],
  [/\bnghia vu tai chinh\b|\bcho (thanh toan|nop (phi|le phi|tien|thue))\b|\bpaying\b/, 'paying'],
  [/\b(dung|huy|ket thuc) (xu ly|giai quyet|ho so|hs)\b|\b(da|bi) (huy|dung)\b|\bunresolved\b/, 'stopped'],
  [/\bcho (tra|nhan|phat)( (ket qua|kq))?\b|\bco (ket qua|kq)\b|\breleasing\b/, 'ready'],
  [/\bcho (lanh dao|ky|phe duyet|duyet|dong dau|xac minh|y kien)\b|\btrinh (ky|lanh dao)\b/, 'processing'],
  [/\b(da|dang) (tra|phat|giao|nhan) (ket qua|kq)\b|\bda tra( ho so| hs)?$|\bdone\b/, 'returned'],
  [/\bda (xu ly|giai quyet)( xong)?\b|\bhoan (thanh|tat)\b|\b(xu ly|giai quyet) xong\b|\bda xong\b/, 'ready'],
  [/\b(dang|moi) (xu ly|giai quyet|thu ly|tham dinh|thuc hien|luan chuyen|chuyen)\b|\bprocessing\b/, 'processing'],
  [/\b(tham dinh|thu ly|xu ly|giai quyet)\b/, 'processing'],
  [/\btiep nhan\b|\bda nhan( ho so| hs)?\b|^new$/, 'received'],
]

/** Words that tell about time, not about the state: "đúng hạn", "trễ hạn". The dates tell it better. */
const TIMING = /^(con |trong |dung |som |truoc |qua |tre |sap (den |toi )?)han( .*)?$/

/** Notes that decide a state when the status column is missing or says nothing. Stricter: notes tell stories. */
const NOTE: ReadonlyArray<readonly [RegExp, State]> = [
  [/\b(cong dan|nguoi nop|nguoi dan|chu ho so)?\s?(da |xin |yeu cau |de nghi )?rut (lai )?(ho so|hs)\b/, 'withdrawn'],
  [
    /\b(tu choi|khong) (duoc )?(tiep nhan|giai quyet)\b|\btra lai (ho so|hs)\b|\bkhong du dieu kien\b|^tu choi\b/,
    'refused',
  ],
  [/\b(da|hoan thanh) (gui )?(bo sung|bs)\b/, 'processing'],
  [
    /\b(cho|yeu cau|de nghi|can|tam dung|chua) .*\b(bo sung|bs)\b|\btam dung\b|^(bo sung|bs) (ho so|hs|giay to)\b/,
    'waiting',
  ],
]

/** A status said in words, as a national code or as our own word (`returned`). Null = says nothing of the state; `undefined` = not understood. */
export function stateOfStatus(text: string): State | null | undefined {
  const folded = syllables(text).join(' ')
  if (folded === '' || TIMING.test(folded)) return null
  const own = State.safeParse(folded)
  return own.success ? own.data : (NATIONAL_STATES.get(folded) ?? STATUS.find(([words]) => words.test(folded))?.[1])
}

/** The state that a note tells, or null. */
export function stateOfNote(text: string): State | null {
  const folded = syllables(text).join(' ')
  return NOTE.find(([words]) => words.test(folded))?.[1] ?? null
}

/** Whether a note says that an apology was sent (phiếu xin lỗi và hẹn lại). */
export function tellsApology(text: string): boolean {
  const folded = syllables(text).join(' ')
  return (
    /\bxin loi\b/.test(folded) &&
    !/\b(chua|khong) (co |gui |phat hanh )?(van ban |vb |phieu |thu )?xin loi\b/.test(folded)
  )
}
