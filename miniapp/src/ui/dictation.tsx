import { useEffect, useRef, useState } from 'preact/hooks'
import { words } from '../words.ts'
import { Icon } from './icon.tsx'

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition

/** *Nói*: fills the question by voice, where the phone can. Shown only there; hides again if the phone turns out unable. */
export function Dictation({
  onStart,
  onHeard,
  onFail,
}: {
  onStart?: () => void
  /** All that was heard since the start. */
  onHeard: (text: string) => void
  onFail: (sentence: string) => void
}) {
  const [listening, setListening] = useState(false)
  const [able, setAble] = useState(Recognition !== undefined)
  const listener = useRef<SpeechListener | null>(null)
  useEffect(() => () => listener.current?.abort(), [])
  if (!Recognition || !able) return null
  const listen = () => {
    if (listening) return listener.current?.abort()
    const ear = new Recognition()
    listener.current = ear
    ear.lang = 'vi-VN'
    ear.interimResults = true
    ear.onresult = ({ results }) =>
      onHeard(
        Array.from(results, (result) => result[0]?.transcript ?? '')
          .join(' ')
          .trim(),
      )
    ear.onerror = ({ error }) => {
      if (error === 'aborted' || error === 'no-speech') return
      setAble(false)
      onFail(words.ask.noHearing)
    }
    ear.onend = () => setListening(false)
    setListening(true)
    onStart?.()
    ear.start()
  }
  return (
    <button type="button" class="button speak" aria-pressed={listening} onClick={listen}>
      <Icon name="mic" />
      {listening ? words.ask.listening : words.ask.speak}
    </button>
  )
}
