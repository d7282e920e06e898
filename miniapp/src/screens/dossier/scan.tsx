import { useState } from 'preact/hooks'
import { Icon } from '../../ui/icon.tsx'
import { canReadQr, codeInQr, hasCamera, readQr } from '../../ui/qr.ts'
import { words } from '../../words.ts'
import { inZalo, scanInZalo } from '../../zalo.ts'
import { Camera } from './camera.tsx'

/** *Quét mã QR*: Zalo's scanner, the browser's camera, or a photo; where none of them works there is no button. */
export function Scan({ onCode }: { onCode: (code: string) => void }) {
  const [filming, setFilming] = useState(false)
  const [said, setSaid] = useState('')
  if (!inZalo && !canReadQr) return null
  const take = (text: string | null) => {
    setFilming(false)
    const code = text ? codeInQr(text) : ''
    setSaid(code ? words.dossier.scanned : words.dossier.scanNone)
    if (code) onCode(code)
  }
  return (
    <div class="scan">
      {inZalo || hasCamera ? (
        <button
          type="button"
          class="button wide"
          onClick={() => (inZalo ? void scanInZalo().then(take) : setFilming(!filming))}
        >
          <Icon name="scan" />
          {filming ? words.dossier.scanClose : words.dossier.scan}
        </button>
      ) : (
        <PhotoButton onPhoto={(photo) => void readQr(photo).then(take)} />
      )}
      {filming && <Camera onText={take} />}
      <p role="status" class="said">
        {said}
      </p>
    </div>
  )
}

function PhotoButton({ onPhoto }: { onPhoto: (photo: ImageBitmap) => void }) {
  const read = async (file: File | undefined) => {
    if (file) onPhoto(await createImageBitmap(file))
  }
  return (
    <label class="button wide">
      <Icon name="scan" />
      {words.dossier.scanPhoto}
      <input
        class="unseen"
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => read(event.currentTarget.files?.[0])}
      />
    </label>
  )
}
