import { isCode } from './follow-code.ts'

/** Ids of the buttons under notices, at most 64 bytes; the conversation reads them (`bot/conversation/choices-notices.ts`). */
export const choose = {
  show: (code: string) => `d:${code}`,
  /** `proof` shows that this chat has looked the dossier up with the right digits. */
  follow: (code: string, proof: string) => `n:f:${code}:${proof}`,
  /** By a code of one's own paper or screen (`rules/follow-code.ts`). */
  code: (code: string) => `n:c:${code}`,
  stop: (code: string) => `n:s:${code}`,
  stopAll: () => 'n:s',
  got: (code: string) => `n:g:${code}`,
  missing: (code: string) => `n:m:${code}`,
  erase: () => 'n:e',
  keep: () => 'n:k',
}

/** What a button says; null when it is none of these. */
export type NoticePress =
  | { on: 'follow'; code: string; proof: string }
  | { on: 'stop'; code: string | null }
  | { on: 'code'; code: string | null }
  | { on: 'got' | 'missing'; code: string }
  | { on: 'erase' | 'keep' }

const CODE = /^[A-Z0-9.]+-\d{6}-\d{3,7}$/

/** Reads a button's id that begins with `n:`. */
export function noticePress(id: string): NoticePress | null {
  const [, act = '', code = '', proof = ''] = id.split(':')
  if (act === 'e') return { on: 'erase' }
  if (act === 'k') return { on: 'keep' }
  if (act === 'c') return { on: 'code', code: isCode(code) ? code : null }
  if (act === 's' && code === '') return { on: 'stop', code: null }
  if (!CODE.test(code)) return null
  switch (act) {
    case 'f':
      return proof === '' ? null : { on: 'follow', code, proof }
    case 's':
      return { on: 'stop', code }
    case 'g':
      return { on: 'got', code }
    case 'm':
      return { on: 'missing', code }
    default:
      return null
  }
}
