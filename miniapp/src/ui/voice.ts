import { useEffect, useState } from 'preact/hooks'

const speech = typeof speechSynthesis === 'undefined' ? null : speechSynthesis

/** The device's Vietnamese voice; null when it has none, or can't speak at all. Some devices tell their voices late. */
export function useVoice(): SpeechSynthesisVoice | null {
  const [voice, setVoice] = useState(vietnamese)
  useEffect(() => {
    const look = () => setVoice(vietnamese())
    look()
    speech?.addEventListener?.('voiceschanged', look)
    return () => speech?.removeEventListener?.('voiceschanged', look)
  }, [])
  return voice
}

function vietnamese(): SpeechSynthesisVoice | null {
  return speech?.getVoices().find(({ lang }) => /^vi\b|^vi[_-]/i.test(lang)) ?? null
}

/** Reads the lines aloud, one after the other; `onEnd` when all are said or it failed. Returns what stops it. */
export function readAloud(lines: string[], voice: SpeechSynthesisVoice, onEnd: () => void): () => void {
  let over = false
  const end = () => {
    if (over) return
    over = true
    onEnd()
  }
  const say = (at: number) => {
    const line = lines[at]
    if (over) return
    if (line === undefined) return end()
    const spoken = new SpeechSynthesisUtterance(line)
    spoken.voice = voice
    spoken.lang = voice.lang
    spoken.rate = 0.95
    spoken.onend = () => say(at + 1)
    spoken.onerror = end
    speech?.speak(spoken)
  }
  speech?.cancel() // what an earlier page left
  say(0)
  return () => {
    over = true
    speech?.cancel()
  }
}
