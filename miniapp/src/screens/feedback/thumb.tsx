import { useEffect, useState } from 'preact/hooks'
import { readPhoto } from '../../feedback/photos.ts'

/** A photo of this device, small. */
export function Thumb({ id, alt }: { id: string; alt: string }) {
  const [address, setAddress] = useState('')
  useEffect(() => {
    let made = ''
    let gone = false
    void readPhoto(id).then((photo) => {
      if (!photo || gone) return
      made = URL.createObjectURL(photo)
      setAddress(made)
    })
    return () => {
      gone = true
      URL.revokeObjectURL(made)
    }
  }, [id])
  return address ? <img class="thumb" src={address} alt={alt} /> : <span class="thumb" role="img" aria-label={alt} />
}
