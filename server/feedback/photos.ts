import { newFileId } from '../storage/files.ts'
import { cleanPhoto } from './photos/photo.ts'
import type { Room } from './room.ts'
import type { PhotoRef } from './schema.ts'

/** Photos of one message, and of one case in all. */
export const PHOTOS = { max: 5, all: 15 } as const

/** Cleans a photo and keeps it under a fresh id. Throws `photo.*` or `files.off`. */
export async function keepPhoto(room: Room, bytes: Uint8Array): Promise<PhotoRef> {
  const { type, bytes: clean, width, height } = cleanPhoto(bytes)
  const id = newFileId(room.random)
  await room.files.put(id, clean)
  return { id, type, size: clean.length, width, height }
}
