import { report } from '../../../words/feedback.ts'
import { TextField } from '../text-field.tsx'
import type { PageProps } from './page-props.ts'

const words = report.more

/** Since when; and what only some reports have: whom it concerns, a dossier, a proposal. */
export function More({ desk: { draft, change } }: PageProps) {
  const { happenedAt, about, dossierCode, proposal } = draft
  return (
    <>
      <fieldset class="question">
        <legend>{words.choose}</legend>
        {words.choices.map((choice) => (
          <button
            key={choice}
            type="button"
            class="option"
            aria-pressed={happenedAt === choice}
            onClick={() => change({ happenedAt: happenedAt === choice ? '' : choice })}
          >
            {choice}
          </button>
        ))}
      </fieldset>
      <TextField
        id="khi-nao"
        label={words.when}
        hint={words.whenHint}
        most={100}
        value={happenedAt}
        onInput={(typed) => change({ happenedAt: typed })}
      />
      <details open={Boolean(about || dossierCode || proposal)}>
        <summary>{words.extra}</summary>
        <TextField
          id="lien-quan"
          label={words.about}
          most={300}
          value={about}
          onInput={(typed) => change({ about: typed })}
        />
        <TextField
          id="ma-ho-so"
          label={words.dossier}
          hint={words.dossierHint}
          most={60}
          value={dossierCode}
          onInput={(typed) => change({ dossierCode: typed.toUpperCase() })}
        />
        <TextField
          id="de-xuat"
          label={words.proposal}
          rows={3}
          most={2000}
          value={proposal}
          onInput={(typed) => change({ proposal: typed })}
        />
      </details>
    </>
  )
}
