import { useMemo } from 'preact/hooks'
import { qrMatrix } from '../../../server/kernel/qr.ts'

const MARGIN = 4 // modules that have to stay white around a code

/** A QR code; dark on white also where the page is dark, as cameras want it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = useMemo(() => qrMatrix(text), [text])
  const size = rows.length + 2 * MARGIN
  const d = rows
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : '')))
    .join('')
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
      <path d={d} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
