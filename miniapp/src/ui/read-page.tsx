import { useEffect, useRef, useState } from 'preact/hooks'
import { aloud as words } from '../words/aloud.ts'
import { readAloud, useVoice } from './voice.ts'

/** *Nghe*: reads the screen aloud from its heading on, where the device has a Vietnamese voice. `place` changes with the screen. */
export function ReadPage({ place }: { place: string }) {
  const voice = useVoice()
  const [reading, setReading] = useState(false)
  const stop = useRef<(() => void) | null>(null)
  const quiet = () => {
    stop.current?.()
    stop.current = null
    setReading(false)
  }
  useEffect(() => quiet, [place])
  if (!voice) return null
  const turn = () => {
    if (reading) return quiet()
    setReading(true)
    stop.current = readAloud(linesOf(document.querySelector('main')), voice, () => setReading(false))
  }
  return (
    <button type="button" class="top-link listen" aria-pressed={reading} onClick={turn}>
      {reading ? words.stop : words.listen}
    </button>
  )
}

const LONGEST = 180 // signs; some voices fall silent in longer ones

/** What the eye reads, in pieces that a voice can say; the bar at the thumb is left out. */
export function linesOf(main: HTMLElement | null): string[] {
  if (!main) return []
  return Array.from(main.children)
    .filter((part): part is HTMLElement => part instanceof HTMLElement && !part.matches('.bar'))
    .flatMap((part) => part.innerText.split(/\n+/))
    .map((line) => line.trim())
    .filter(Boolean)
    .flatMap(cut)
}

function cut(line: string): string[] {
  if (line.length <= LONGEST) return [line]
  const at = Math.max(...['. ', '; ', ', ', ' '].map((end) => line.lastIndexOf(end, LONGEST)))
  const place = at > 0 ? at + 1 : LONGEST
  return [line.slice(0, place).trim(), ...cut(line.slice(place).trim())]
}
