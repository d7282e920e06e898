import { useEffect, useRef } from 'preact/hooks'
import { readQr } from '../../ui/qr.ts'
import { words } from '../../words.ts'

const LOOK_MS = 250

/** The camera's picture until a QR code is read; `onText(null)` when there is no camera or it is not allowed. */
export function Camera({ onText }: { onText: (text: string | null) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    let closed = false
    let stream: MediaStream | undefined
    const look = async () => {
      const picture = video.current
      const text = picture && picture.readyState >= 2 ? await readQr(picture) : null
      if (closed) return
      if (text) onText(text)
      else setTimeout(look, LOOK_MS)
    }
    const film = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (closed || !video.current) return stop(stream)
      video.current.srcObject = stream
      await video.current.play()
      await look()
    }
    film().catch(() => !closed && onText(null))
    return () => {
      closed = true
      stop(stream)
    }
  }, [])
  return (
    <div class="camera">
      <video ref={video} muted playsInline />
      <p>{words.dossier.scanAim}</p>
    </div>
  )
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
