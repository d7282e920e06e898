import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkedId, type Files, isFileId } from './files.ts'

/**
 * Files in a folder of one's own server, spread over subfolders. A file is written beside its place, brought to the disk and
 * moved there, so that a crash leaves the old one, the new one or none, never a half.
 */
export function diskFiles(root: string): Files {
  const placeOf = (id: string) => join(root, shardOf(checkedId(id)), id)
  return {
    async put(id, bytes) {
      const place = placeOf(id)
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      const fresh = `${place}.${randomUUID()}.part`
      try {
        const file = await open(fresh, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(fresh, place)
      } catch (error) {
        await rm(fresh, { force: true })
        throw error
      }
    },
    async get(id) {
      return (await unlessMissing(readFile(placeOf(id)))) ?? null
    },
    async delete(id) {
      await rm(placeOf(id), { force: true })
    },
    async list(older) {
      const found: string[] = []
      for (const shard of (await unlessMissing(readdir(root))) ?? []) {
        for (const name of (await unlessMissing(readdir(join(root, shard)))) ?? []) {
          const written = await unlessMissing(stat(join(root, shard, name)))
          if (!written || written.mtimeMs >= older.getTime()) continue
          if (isFileId(name)) found.push(name)
          // what a crash left of a write
          else if (name.endsWith('.part')) await rm(join(root, shard, name), { force: true })
        }
      }
      return found
    },
  }
}

/** Two characters of the id that differ from file to file. */
function shardOf(id: string): string {
  return id.slice(-2).toLowerCase()
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined
    throw error
  }
}
