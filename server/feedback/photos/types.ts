export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

/** A photo that tells nothing but its picture: no place, no camera, no text. */
export type CleanPhoto = { type: PhotoType; bytes: Uint8Array<ArrayBuffer>; width: number; height: number }

/** What a format's own reader gives: the clean bytes, and what stood after the picture. Width and height in pixels before turning. */
export type Stripped = { bytes: Uint8Array<ArrayBuffer>; width: number; height: number; tail: Uint8Array }
