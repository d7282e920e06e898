/** Built from the guides by `build/life-events.ts`. */
declare module 'virtual:life-events' {
  export const guidesOf: Record<string, { code: string; title: string; summary: string }[]>
}

// Parts of the web that TypeScript's DOM library does not know yet.

interface Window {
  BarcodeDetector?: BarcodeDetectorClass
  SpeechRecognition?: SpeechRecognitionClass
  webkitSpeechRecognition?: SpeechRecognitionClass
}
interface BarcodeDetectorClass {
  new (options: { formats: string[] }): BarcodeReader
}
interface BarcodeReader {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>
}
interface SpeechRecognitionClass {
  new (): SpeechListener
}
interface SpeechListener {
  lang: string
  interimResults: boolean
  onresult: ((event: SpeechResultEvent) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
  start(): void
  abort(): void
}
interface SpeechResultEvent {
  results: ArrayLike<ArrayLike<{ transcript: string }>>
}
