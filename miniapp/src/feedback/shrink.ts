const SIDE = 1600 // pixels: enough to see a crack in a road, small enough for 3G
const QUALITY = 0.8
const MOST_BYTES = 40_000_000 // beyond this a cheap phone's browser dies while decoding

/** Why a file could not be taken. */
export class PhotoFault extends Error {
  constructor(readonly why: 'too-large' | 'unreadable') {
    super(why)
  }
}

/**
 * The picture drawn anew as a JPEG of at most 1600 pixels a side. Only what is seen survives: place, time, camera and every other
 * note inside the file stay on the phone. Throws a `PhotoFault`.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  if (file.size > MOST_BYTES) throw new PhotoFault('too-large')
  const address = URL.createObjectURL(file)
  try {
    const picture = await decode(address)
    const { naturalWidth: width, naturalHeight: height } = picture
    const scale = Math.min(1, SIDE / Math.max(width, height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    const pen = canvas.getContext('2d')
    if (!pen) throw new PhotoFault('unreadable')
    pen.fillStyle = '#fff' // JPEG has no transparency
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new PhotoFault('unreadable'))), 'image/jpeg', QUALITY),
    )
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** An image element turns the picture upright by its Exif note, also where bitmaps do not. */
function decode(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = new Image()
    picture.onload = () => (picture.naturalWidth > 0 ? resolve(picture) : reject(new PhotoFault('unreadable')))
    picture.onerror = () => reject(new PhotoFault('unreadable'))
    picture.src = address
  })
}
