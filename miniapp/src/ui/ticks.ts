import { useEffect, useState } from 'preact/hooks'
import { keepTicks, readTicks } from '../kept.ts'

/** The papers that the citizen has already put together, kept on this device. */
export function useTicks(code: string) {
  const [ticks, setTicks] = useState<string[]>([])
  useEffect(() => void readTicks(code).then(setTicks), [code])
  const set = (next: string[]) => {
    setTicks(next)
    void keepTicks(code, next)
  }
  return {
    ticks,
    toggle: (id: string) => set(ticks.includes(id) ? ticks.filter((tick) => tick !== id) : [...ticks, id]),
    clear: () => set([]),
  }
}
