/** Whether this browser reads QR codes by itself. */
export const canReadQr = window.BarcodeDetector !== undefined
export const hasCamera = typeof navigator.mediaDevices?.getUserMedia === 'function'

/** The text of the first QR code in a picture, or null. */
export async function readQr(source: ImageBitmapSource): Promise<string | null> {
  if (!window.BarcodeDetector) return null
  try {
    const [first] = await new window.BarcodeDetector({ formats: ['qr_code'] }).detect(source)
    return first?.rawValue || null
  } catch {
    return null
  }
}

/** The dossier code in what a QR code says: the code itself, or somewhere in a sentence or an address. */
export function codeInQr(text: string): string {
  const found = /(?:[A-Z]\d{2}(?:\.\d{1,3}){0,4}|(?:\d{1,3}\.){1,4}[A-Z]\d{2})-\d{6}-\d{3,7}(?!\d)/i.exec(text)
  return (found?.[0] ?? (text.length <= 40 ? text : '')).toUpperCase()
}
