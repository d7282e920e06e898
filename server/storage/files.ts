import { type Random, readableId } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'

/**
 * Where photos rest: a folder on one's own server, a bucket at the edge. Files have no names but ids; what a file is and whose
 * is the business of the room that keeps the id. Every verb throws on an id that is none.
 */
export type Files = {
  /** Keeps the bytes under the id; a second put replaces them at once and whole. */
  put(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** The bytes, or null when there is no such file. */
  get(id: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Removes the file; that there is none is no fault. */
  delete(id: string): Promise<void>
  /** Ids of files written before the moment, in no order: for the job that removes what no case knows. */
  list(older: Date): Promise<string[]>
}

/** A fresh id: 24 characters, 118 bits. */
export function newFileId(random: Random): string {
  return readableId(random, 24)
}

/** The id itself when it is one. Letters, digits, `-` and `_` only, so that no path can be made of it. */
export function checkedId(id: string): string {
  if (!isFileId(id)) throw problem('files.bad-id')
  return id
}

/** Whether a text may be an id. */
export function isFileId(id: string): boolean {
  return /^[A-Za-z0-9_-]{8,64}$/.test(id)
}

/** Where there is no place for files: says so instead of losing a photo. */
export const noFiles: Files = {
  put: () => Promise.reject(problem('files.off')),
  get: () => Promise.resolve(null),
  delete: () => Promise.resolve(),
  list: () => Promise.resolve([]),
}

/** Beginnings of ids by which a room's files are told from those of reports, which nobody but reports may sweep. */
export const OWN = { news: 'news-' } as const

/** The files without those that belong to another room by the beginning of their id: only looking around is narrowed. */
export function filesWithout(files: Files, prefix: string): Files {
  return { ...files, list: async (older) => (await files.list(older)).filter((id) => !id.startsWith(prefix)) }
}
