/**
 * Ids of the buttons of a report: `r:…`. Those of a draft carry the first letters of its id, so that a button of an earlier
 * draft changes nothing in a later one.
 */
export type FeedbackPress =
  | { on: 'new'; called: boolean }
  | { on: 'draft'; draft: string; act: 'accept' | 'send' | 'cancel' | 'edit' }
  | { on: 'edit'; draft: string; step: string }
  | { on: 'answer'; draft: string; step: string; value: string }
  | { on: 'follow'; draft: string; id: string }
  | { on: 'case'; code: string; act: CaseAct }

export const CASE_ACTS = ['show', 'more', 'done', 'reopen', 'like', 'dislike', 'skip'] as const
export type CaseAct = (typeof CASE_ACTS)[number]
const DRAFT_ACTS = ['accept', 'send', 'cancel', 'edit'] as const

/** Letters of a draft's id in its buttons. */
const SHORT = 10

export const chooseFeedback = {
  new: (called = false) => (called ? 'r:called' : 'r:new'),
  draft: (draft: string, act: (typeof DRAFT_ACTS)[number]) => `r:${act}:${draft.slice(0, SHORT)}`,
  edit: (draft: string, step: string) => `r:edit:${draft.slice(0, SHORT)}:${step}`,
  answer: (draft: string, step: string, value: string) => `r:a:${draft.slice(0, SHORT)}:${step}:${value}`,
  follow: (draft: string, id: string) => `r:f:${draft.slice(0, SHORT)}:${id}`,
  case: (code: string, act: CaseAct) => `r:c:${code}:${act}`,
}

/** Whether a button belongs to the draft. */
export function isOfDraft(press: { draft: string }, id: string): boolean {
  return press.draft !== '' && id.startsWith(press.draft)
}

/** Reads a button's id; null when it is none of a report. */
export function feedbackPress(id: string): FeedbackPress | null {
  const [, kind = '', first = '', second = '', third = ''] = id.split(':')
  if (kind === 'new' || kind === 'called') return { on: 'new', called: kind === 'called' }
  if (kind === 'c') {
    const act = CASE_ACTS.find((one) => one === second)
    return act && CODE.test(first) ? { on: 'case', code: first, act } : null
  }
  if (!/^[\w-]+$/.test(first)) return null
  if (kind === 'a' && second && third) return { on: 'answer', draft: first, step: second, value: third }
  if (kind === 'f' && second) return { on: 'follow', draft: first, id: second }
  if (kind === 'edit' && second) return { on: 'edit', draft: first, step: second }
  const act = DRAFT_ACTS.find((one) => one === kind)
  return act ? { on: 'draft', draft: first, act } : null
}

/** The code of a case, read aloud: no 0/O, 1/I/L. */
const CODE = /^PA-[2-9A-HJKMNP-Z]{6,8}$/

/** What a text says of a case: its code, and its secret when it is the link of the receipt. Typed with spaces or in lower case. */
export function caseMention(text: string): { code: string; secret?: string; alone: boolean } | null {
  const found = /(?<![\p{L}\d])PA[\s.–—-]{0,2}([2-9A-HJKMNP-Z]{6})(?![\p{L}\d])/iu.exec(text)
  if (!found) return null
  const code = `PA-${(found[1] ?? '').toUpperCase()}`
  // six letters without a digit after *pa* may be a word
  if (!/\d/.test(code) && !/^PA-/i.test(found[0])) return null
  const secret = /[?&](?:secret|khoa)=([\w-]{16,64})/.exec(text)?.[1]
  const rest = text.replace(found[0], '').replace(/[\s.,;:!?]/g, '')
  return { code, ...(secret ? { secret } : {}), alone: rest.length <= 12 || secret !== undefined }
}
