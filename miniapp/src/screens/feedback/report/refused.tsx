import type { Failure } from '../../../api.ts'
import { CallLink } from '../../../ui/call-link.tsx'
import { Emergency } from '../../../ui/emergency.tsx'
import { Link } from '../../../ui/link.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { Tappable } from '../../../ui/tappable.tsx'
import { useUnit } from '../../../ui/unit.tsx'
import { report } from '../../../words/feedback.ts'
import { words as all } from '../../../words.ts'

const words = report.refused
const MATTERS = ['complaint', 'denunciation', 'emergency'] as const
export type Matter = (typeof MATTERS)[number]

/** Which matter the API would not take as a report: it has a lawful route, or numbers, of its own. Null for any other failure. */
export const matterOf = ({ code }: Failure): Matter | null =>
  MATTERS.find((matter) => code === `feedback.${matter}`) ?? null

type Props = {
  matter: Matter
  failure: Failure
  onCalled: () => Promise<void>
  onEdit: () => void
  onOther: () => void
}

/** A calm page: what this is, and what to do. In an emergency the numbers stand first. */
export function Refused({ matter, failure, onCalled, onEdit, onOther }: Props) {
  const first = useUnit()?.hotlines[0]
  const urgent = matter === 'emergency'
  return (
    <Screen title={words[matter]}>
      {urgent && <Emergency />}
      <p>{failure.message}</p>
      {failure.guidance.length > 0 && <h2>{words.whatToDo}</h2>}
      <ul class="dots">
        {failure.guidance.map((line) => (
          <li key={line}>
            <Tappable text={line} />
          </li>
        ))}
      </ul>
      {!urgent && <p class="notice">{words.wiped}</p>}
      {!urgent && first && (
        <>
          <p>{words.ask}</p>
          <CallLink label={first.label} phone={first.phone} />
        </>
      )}
      {urgent ? (
        <>
          <button type="button" class="button main wide" onClick={() => void onCalled()}>
            {words.called}
          </button>
          <p class="hint">{words.calledHint}</p>
          <button type="button" class="button plain" onClick={onEdit}>
            {words.edit}
          </button>
        </>
      ) : (
        <>
          <button type="button" class="button wide" onClick={onOther}>
            {words.other}
          </button>
          <Link to={{ at: 'home' }} class="button plain">
            {all.home}
          </Link>
        </>
      )}
    </Screen>
  )
}
