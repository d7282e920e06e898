import { problem } from '../../../kernel/problem.ts'

/** An archive's parts: their unpacked size, and their bytes or text, unpacked as they are read. */
export type Zip = {
  sizes: ReadonlyMap<string, number>
  bytes: (name: string) => AsyncGenerator<Uint8Array>
  text: (name: string) => AsyncGenerator<string>
}

type Entry = { method: number; packed: number; size: number; at: number }

/** Reads the central directory. Throws `import.unreadable` when the archive is cut or damaged. */
export function openZip(data: Uint8Array<ArrayBuffer>): Zip {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const entries = readDirectory(data, view)
  async function* bytes(name: string): AsyncGenerator<Uint8Array> {
    const entry = entries.get(name)
    if (!entry || entry.at + 30 > data.length) return
    const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
    const raw = new Blob([data.subarray(from, from + entry.packed)]).stream()
    yield* entry.method === 0 ? raw : raw.pipeThrough(new DecompressionStream('deflate-raw'))
  }
  return {
    sizes: new Map([...entries].map(([name, { size }]) => [name, size])),
    bytes,
    async *text(name) {
      const decoder = new TextDecoder()
      for await (const chunk of bytes(name)) yield decoder.decode(chunk, { stream: true })
    },
  }
}

function readDirectory(data: Uint8Array, view: DataView): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let end = data.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) throw broken()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > data.length || view.getUint32(at, true) !== 0x02014b50) throw broken()
    const [nameLength = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const name = new TextDecoder().decode(data.subarray(at + 46, at + 46 + nameLength))
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

/** The archive can't be read. */
export function broken() {
  return problem('import.unreadable', { detail: 'tệp XLSX hỏng hoặc chưa tải lên hết' })
}
