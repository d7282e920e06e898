import { useState } from 'preact/hooks'
import { choose, type Settings, useSettings } from '../../settings.ts'
import { useVoice } from '../../ui/voice.ts'
import { settings as words } from '../../words/settings.ts'

/** How the app looks and speaks. Each choice shows at once. */
export function Choices() {
  const chosen = useSettings()
  const voice = useVoice()
  const [unkept, setUnkept] = useState(false)
  const turn = (part: Partial<Settings>) => void choose(part).then((kept) => setUnkept(!kept))
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <p class="soft">{words.lead}</p>
      <OneOf
        name="text"
        legend={words.text}
        labels={words.texts}
        chosen={chosen.text}
        onChoose={(text) => turn({ text })}
      />
      <p class="notice">{words.sample}</p>
      <OneOf
        name="theme"
        legend={words.theme}
        labels={words.themes}
        chosen={chosen.theme}
        onChoose={(theme) => turn({ theme })}
      />
      <Box
        label={words.contrast}
        hint={words.contrastHint}
        checked={chosen.contrast}
        onChange={(contrast) => turn({ contrast })}
      />
      {voice ? (
        <Box label={words.aloud} hint={words.aloudHint} checked={chosen.aloud} onChange={(aloud) => turn({ aloud })} />
      ) : (
        <p class="soft">{words.noAloud}</p>
      )}
      <p role="status" class="said">
        {unkept && words.unkept}
      </p>
    </form>
  )
}

function OneOf<Id extends string>({
  name,
  legend,
  labels,
  chosen,
  onChoose,
}: {
  name: string
  legend: string
  labels: Record<Id, string>
  chosen: Id
  onChoose: (id: Id) => void
}) {
  const ids: Id[] = []
  for (const id in labels) ids.push(id)
  return (
    <fieldset class="question">
      <legend>
        <b>{legend}</b>
      </legend>
      {ids.map((id) => (
        <label key={id} class="tick">
          <input type="radio" name={name} checked={chosen === id} onChange={() => onChoose(id)} />
          <span>{labels[id]}</span>
        </label>
      ))}
    </fieldset>
  )
}

type BoxProps = { label: string; hint: string; checked: boolean; onChange: (checked: boolean) => void }
function Box({ label, hint, checked, onChange }: BoxProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        <b>{label}</b>
        <small>{hint}</small>
      </span>
    </label>
  )
}
