import { checkedId, type Files, noFiles } from './files.ts'

/** What is used of Cloudflare's R2 binding. */
type Bucket = {
  put(key: string, value: Uint8Array<ArrayBuffer>): Promise<unknown>
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
  delete(key: string): Promise<void>
  list(options: { prefix: string; cursor?: string }): Promise<{
    objects: Array<{ key: string; uploaded: Date }>
    truncated: boolean
    cursor?: string
  }>
}

const PREFIX = 'files/'

/** Files in the R2 bucket bound to the Worker; without a bucket every photo is refused with a sentence. */
export function bucketFiles(binding: unknown): Files {
  if (!isBucket(binding)) return noFiles
  const keyOf = (id: string) => PREFIX + checkedId(id)
  return {
    async put(id, bytes) {
      await binding.put(keyOf(id), bytes)
    },
    async get(id) {
      const object = await binding.get(keyOf(id))
      return object && new Uint8Array(await object.arrayBuffer())
    },
    async delete(id) {
      await binding.delete(keyOf(id))
    },
    async list(older) {
      const found: string[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await binding.list({ prefix: PREFIX, ...(cursor ? { cursor } : {}) })
        for (const { key, uploaded } of page.objects) {
          if (uploaded.getTime() < older.getTime()) found.push(key.slice(PREFIX.length))
        }
        if (!page.truncated || !page.cursor) return found
        cursor = page.cursor
      }
    },
  }
}

function isBucket(value: unknown): value is Bucket {
  if (typeof value !== 'object' || value === null) return false
  return ['put', 'get', 'delete', 'list'].every(
    (verb) => verb in value && typeof Reflect.get(value, verb) === 'function',
  )
}
