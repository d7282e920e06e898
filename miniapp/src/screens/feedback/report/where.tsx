import { useState } from 'preact/hooks'
import { FromZalo } from '../../../ui/from-zalo.tsx'
import { useUnit } from '../../../ui/unit.tsx'
import { report } from '../../../words/feedback.ts'
import { zalo } from '../../../words/zalo.ts'
import { inZalo, whereAmI } from '../../../zalo.ts'
import { placeOfZalo } from '../../../zalo-person.ts'
import { TextField } from '../text-field.tsx'
import type { PageProps } from './page-props.ts'
import { sayPlace } from './say.ts'

const words = report.where

/** Where: the hamlet (thôn), a place in words, the position of this device; all may be left out. */
export function Where({ desk: { draft, change } }: PageProps) {
  const hamlets = useUnit()?.hamlets ?? []
  const [said, setSaid] = useState('')
  const [finding, setFinding] = useState(false)
  const find = async () => {
    setFinding(true)
    setSaid(words.finding)
    const here = await whereAmI()
    setFinding(false)
    setSaid(here ? words.found : words.noPlace)
    if (here) change({ here })
  }
  const remove = () => {
    change({ here: null })
    setSaid(words.removed)
  }
  return (
    <>
      {hamlets.length > 0 && (
        <div class="field">
          <label for="thon">{words.hamlet}</label>
          <select id="thon" value={draft.hamlet} onChange={(event) => change({ hamlet: event.currentTarget.value })}>
            <option value="">{words.hamletNone}</option>
            {hamlets.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      )}
      <TextField
        id="dia-diem"
        label={words.place}
        hint={words.placeHint}
        most={300}
        value={draft.place}
        onInput={(place) => change({ place })}
      />
      {draft.here ? (
        <p>
          {sayPlace(draft.here)}{' '}
          <button type="button" class="button plain" onClick={remove}>
            {words.remove}
          </button>
        </p>
      ) : inZalo ? (
        <FromZalo
          label={zalo.place}
          why={zalo.placeWhy}
          taken={words.found}
          instead={zalo.typePlace}
          ask={placeOfZalo}
          onTold={({ lat, lng }) => {
            change({ here: { lat, lng, accuracy: 0 } })
            setSaid(words.found)
          }}
        />
      ) : (
        <>
          <button type="button" class="button wide" disabled={finding} onClick={() => void find()}>
            {words.here}
          </button>
          <p class="hint">{words.hereWhy}</p>
        </>
      )}
      <p role="status" class="said">
        {said}
      </p>
    </>
  )
}
