import { problem } from '../../kernel/problem.ts'

/** The little of a ZIP archive that a spreadsheet's import needs beyond its rows: which sheets there are, and merged cells. */
export type Zip = { names: string[]; text: (name: string) => AsyncGenerator<string> }

/** Reads the central directory. Throws `import.unreadable` when the archive is cut or damaged. */
export function openZip(data: Uint8Array<ArrayBuffer>): Zip {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const entries = new Map<string, { method: number; size: number; at: number }>()
  let end = data.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) throw broken()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > data.length || view.getUint32(at, true) !== 0x02014b50) throw broken()
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const name = new TextDecoder().decode(data.subarray(at + 46, at + 46 + (nameLength ?? 0)))
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return {
    names: [...entries.keys()],
    async *text(name) {
      const entry = entries.get(name)
      if (!entry || entry.at + 30 > data.length) return
      const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
      const raw = new Blob([data.subarray(from, from + entry.size)]).stream()
      const plain = entry.method === 0 ? raw : raw.pipeThrough(new DecompressionStream('deflate-raw'))
      const decoder = new TextDecoder()
      for await (const chunk of plain) yield decoder.decode(chunk, { stream: true })
    },
  }
}

function broken() {
  return problem('import.unreadable', { detail: 'tệp XLSX hỏng hoặc chưa tải lên hết' })
}
