/** FNV-1a, 32 bits, base 36: names a question and its option in a few bytes, whatever their ids. */
export function shortKey(text: string): string {
  let hash = 0x811c9dc5
  for (const unit of new TextEncoder().encode(text)) hash = Math.imul(hash ^ unit, 0x01000193) >>> 0
  return hash.toString(36)
}
