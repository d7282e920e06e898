import { useRef, useState } from 'preact/hooks'
import { TEXT } from '../../../feedback/draft.ts'
import { Dictation } from '../../../ui/dictation.tsx'
import { Emergency } from '../../../ui/emergency.tsx'
import { report } from '../../../words/feedback.ts'
import { TextField } from '../text-field.tsx'
import type { PageProps } from './page-props.ts'

/** What happened, typed or spoken. What is spoken is added to what stands there. */
export function What({ desk: { draft, change, now, resumed, wipe, unkept }, fault }: PageProps) {
  const [problem, setProblem] = useState('')
  const before = useRef('')
  return (
    <>
      {resumed && (
        <div class="notice">
          <p>{report.unfinished}</p>
          <button type="button" class="button" onClick={() => void wipe()}>
            {report.restart}
          </button>
        </div>
      )}
      {unkept && <p class="notice">{report.noStore}</p>}
      <TextField
        id="viec-gi"
        label={report.what.label}
        hint={`${report.what.hint} ${report.what.count(draft.text.length, TEXT.most)}`}
        error={fault === 'text-short' ? report.what.short : null}
        rows={6}
        most={TEXT.most}
        value={draft.text}
        onInput={(text) => change({ text })}
      />
      <Dictation
        onStart={() => {
          before.current = now().text.trim()
        }}
        onHeard={(heard) => change({ text: `${before.current} ${heard}`.trim().slice(0, TEXT.most) })}
        onFail={setProblem}
      />
      <p role="alert" class="quiet-alert">
        {problem}
      </p>
      <Emergency />
    </>
  )
}
