import { problem } from '../../kernel/problem.ts'

/** Bytes that can be read more than once: first to know the file by its hash, then to import. `size` in bytes when known. */
export type Source = { open: () => ReadableStream<Uint8Array>; size: number | null }

/** Largest body or file that is taken. */
export const MAX_BYTES = 50 * 1024 * 1024

const PIECE = 256 * 1024

/** Bytes that are in memory already, given out in pieces so that what is made of them is not held all at once. */
export function memorySource(chunks: Uint8Array[]): Source {
  function* pieces() {
    for (const chunk of chunks) for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE)
  }
  return {
    size: chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    open: () => {
      const left = pieces()
      return new ReadableStream({
        pull(controller) {
          const next = left.next()
          if (next.done) controller.close()
          else controller.enqueue(next.value)
        },
      })
    },
  }
}

/** A text as a source, for samples and tests. */
export function textSource(text: string): Source {
  return memorySource([new TextEncoder().encode(text)])
}

/** Takes a request's body, stopping at `max` bytes with `request.too-large`. */
export async function receive(body: ReadableStream<Uint8Array> | null, max = MAX_BYTES): Promise<Source> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > max) throw problem('request.too-large', { max: `${Math.floor(max / 1024 / 1024)} MB` })
    chunks.push(chunk)
  }
  return memorySource(chunks)
}

/** All bytes in one piece. */
export async function readAll(source: Source): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(source.open()).arrayBuffer())
}

/** The first bytes, at most `n`. */
export async function peek(source: Source, n: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of source.open()) {
    parts.push(chunk.subarray(0, n - size))
    size += Math.min(chunk.length, n - size)
    if (size >= n) break
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
