import { problem } from '../../kernel/problem.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258'
export type FileType = { kind: 'xlsx' } | { kind: 'csv' | 'ndjson'; encoding: Encoding }

/** What people can send, as told in `request.unsupported-type`. */
export const ALLOWED = 'tệp CSV, XLSX hoặc NDJSON (Excel cũ .xls xin lưu lại thành .xlsx)'

/** Tells the type of a file by its first bytes, whatever its name or content type says. Throws `request.unsupported-type`. */
export function sniff(head: Uint8Array): FileType {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04)) return { kind: 'xlsx' }
  if (starts(0xd0, 0xcf, 0x11, 0xe0) || starts(0x25, 0x50, 0x44, 0x46)) throw unsupported()
  const encoding = encodingOf(head)
  const text = new TextDecoder(encoding).decode(head).trimStart()
  if (text.startsWith('{')) return { kind: 'ndjson', encoding }
  if (text.includes('\u0000') || /^<(!doctype|html|table|\?xml)/i.test(text) || text.startsWith('['))
    throw unsupported()
  return { kind: 'csv', encoding }
}

function unsupported() {
  return problem('request.unsupported-type', { allowed: ALLOWED })
}

function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  // UTF-16 without a mark: every other byte of the (mostly Latin) start is zero
  const zeros = [0, 1].map((odd) => head.slice(0, 400).filter((byte, i) => i % 2 === odd && byte === 0).length)
  const enough = Math.min(head.length, 400) / 5
  if ((zeros[1] ?? 0) > enough && (zeros[0] ?? 0) < enough / 4) return 'utf-16le'
  if ((zeros[0] ?? 0) > enough && (zeros[1] ?? 0) < enough / 4) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1258'
  }
}
