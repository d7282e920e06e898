/**
 * Vietnamese text. One folding function serves the index, the query and every comparison of names,
 * headers and status words, so that both sides always agree.
 */

/** Canonical composition and single spaces. Phones send NFD (iOS) and no-break spaces; do this at every door. */
export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
}

/** Lower case without marks: `Đường Hoà` → `duong hoa`. `đ` has no canonical decomposition, so it is mapped by hand. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}

/** Folded words of letters and digits, in order: `Số HS: 12-A` → `['so','hs','12','a']`. */
export function syllables(text: string): string[] {
  return fold(text).match(/[a-z0-9]+/g) ?? []
}

/** Length as a person counts it (code points after NFC), for limits told to people. */
export function lengthOf(text: string): number {
  return [...text.normalize('NFC')].length
}

/** Splits a long text at paragraph, then sentence, then word ends so that each part has at most `max` UTF-16 units. */
export function splitText(text: string, max: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > max) {
    const head = rest.slice(0, max)
    const cut = [head.lastIndexOf('\n\n'), head.lastIndexOf('\n'), lastSentenceEnd(head), head.lastIndexOf(' ')].find(
      (at) => at > max / 3,
    )
    const at = cut ?? (isLowSurrogate(rest, max) ? max - 1 : max)
    parts.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  if (rest !== '' || parts.length === 0) parts.push(rest)
  return parts
}

function lastSentenceEnd(head: string): number {
  const at = Math.max(head.lastIndexOf('. '), head.lastIndexOf('? '), head.lastIndexOf('! '), head.lastIndexOf('; '))
  return at < 0 ? at : at + 1
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
