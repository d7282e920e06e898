import { useEffect, useRef, useState } from 'preact/hooks'
import { keepList, keepTicks, readTicks } from '../kept.ts'
import type { Answers } from '../router.ts'

/** A checklist: whose it is, by which answers, and the ids of its papers. */
export type Listed = { code: string; title: string; answers: Answers; papers: string[] }

/**
 * The papers that the citizen has already put together, kept on this device; with the first tick the list itself is kept, so that it
 * is found again under *Của tôi*. A list that is only looked at is not.
 */
export function useTicks({ code, title, answers, papers }: Listed) {
  const [ticks, setTicks] = useState<string[]>([])
  const touched = useRef(false)
  const doneOf = (ticked: string[]) => papers.filter((id) => ticked.includes(id)).length
  const keep = (ticked: string[]) => keepList({ code, title, answers, done: doneOf(ticked), all: papers.length })
  useEffect(() => void readTicks(code).then(setTicks), [code])
  useEffect(() => {
    if (touched.current) void keep(ticks) // another answer has made it another list
  }, [papers.length, JSON.stringify(answers)])
  const set = (next: string[]) => {
    touched.current = true
    setTicks(next)
    void keepTicks(code, next)
    void keep(next)
  }
  return {
    ticks,
    done: doneOf(ticks),
    toggle: (id: string) => set(ticks.includes(id) ? ticks.filter((tick) => tick !== id) : [...ticks, id]),
    clear: () => set([]),
  }
}
