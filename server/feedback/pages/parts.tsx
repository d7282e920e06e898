import type { Child } from 'hono/jsx'
import { Tone } from '../../console/list.tsx'
import { splitText } from '../../kernel/text.ts'
import { showMoment } from '../../kernel/time.ts'
import type { InboxLine } from '../desk-read.ts'

/** A moment of the database as people read it. */
export function when(iso: string | null): string {
  return iso === null ? '–' : showMoment(new Date(iso))
}

/** The state of a case in colour, word and shape. */
export function StateOf({ line }: { line: InboxLine }): Child {
  const tone =
    line.state === 'closed' ? 'done' : line.state === 'reopened' ? 'late' : line.state === 'new' ? 'soon' : 'plain'
  return <Tone tone={tone}>{line.stateText}</Tone>
}

/** The due moment, and how far past it. */
export function DueOf({ line }: { line: InboxLine }): Child {
  if (line.state === 'closed' || line.state === 'merged') return <>{when(line.dueAt)}</>
  if (line.paused) return <>Tạm dừng, chờ người dân</>
  if (line.lateDays > 0)
    return (
      <Tone tone="late">
        {when(line.dueAt)} – trễ {line.lateDays} ngày làm việc
      </Tone>
    )
  const over = line.soon ? 'soon' : 'plain'
  return <Tone tone={over}>{when(line.dueAt)}</Tone>
}

/** The beginning of a text, for a list: whole words, at most `most` characters. */
export function inShort(text: string, most = 160): string {
  const [head = '', ...rest] = splitText(text, most)
  return rest.length > 0 ? `${head.replace(/[\s.,;:!?…]+$/, '')}…` : head
}

/** What people wrote, line by line. */
export function Lines({ text }: { text: string }): Child {
  return (
    <div class="said">
      {text
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((line) => (
          <p>{line}</p>
        ))}
    </div>
  )
}
