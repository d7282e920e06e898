import { clean } from '../../kernel/text.ts'

/** Cuts at a word's end so that the text has at most `max` characters; a cut text ends in `…`. */
export function capAt(text: string, max: number): string {
  if (text.length <= max) return text
  const head = text.slice(0, max)
  const cut = head.slice(0, Math.max(head.lastIndexOf(' '), Math.floor(max / 2)))
  return `${cut.replace(/[\s,;:.(–-]+$/, '')}…`
}

/** Strips bullets (`-`, `+`, `*`, `a)`, `(1.1)`, `1.`) before a text and loose punctuation after it. */
export function unbullet(text: string): string {
  return clean(text)
    .replace(
      /^(?:[-–+*•.,;:)\s]+|(?:thành phần hồ sơ(?: \d{1,2})?\s*:\s*)|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ](?:\.?\d)?|[ivx]{1,4}(?:\.\d)?)[.)]+\s+)+/i,
      '',
    )
    .replace(/[\s;:,.]+$/, '')
}

/** Closes or drops a bracket left open by a cut. */
export function balance(text: string): string {
  const open = text.lastIndexOf('(')
  return open >= 0 && !text.slice(open).includes(')') ? text.slice(0, open).trim() : text
}

/** Up to the first sentence end or semicolon. */
export function firstSentence(text: string): string {
  const end =
    /(?<!(?:^|\s)(?:số|TP|Tp|tr|ThS|TS))(?:[.;](?=\s+["“(]?\p{Lu}|\s*$)|(?<=[\p{Ll})])\.(?=\p{Lu}\p{Ll})|;(?=\s))/u.exec(
      text,
    )
  return end ? text.slice(0, end.index) : text
}
