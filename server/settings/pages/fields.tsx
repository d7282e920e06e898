import { Check, Field, type FormState, Hidden, Select, TextArea } from '../../console/form.tsx'
import { rowText } from '../rules/changes.ts'
import { countName, rowCount } from '../rules/form.ts'
import type { Leaf, Part } from '../rules/plan.ts'
import { rowsAt } from '../rules/value.ts'

/** The fields of one part: of an object, or of every row of a list. `saved`: the value in use, to name folded rows. */
export function PartFields({ part, state, saved }: { part: Part; state: FormState; saved: unknown }) {
  const prefix = part.at === '' ? '' : `${part.at}.`
  return (
    <section class="part" id={`f-${part.at}`}>
      <h2>{part.title}</h2>
      {part.hint ? <p class="soft">{part.hint}</p> : null}
      {part.rows ? (
        <Rows part={part} state={state} saved={saved} />
      ) : (
        <div class="pairs">
          {part.leaves.map((leaf) => (
            <LeafField leaf={leaf} name={`${prefix}${leaf.name}`} state={state} />
          ))}
        </div>
      )}
    </section>
  )
}

function Rows({ part, state, saved }: { part: Part; state: FormState; saved: unknown }) {
  const { rows } = part
  if (!rows) return null
  const count = rowCount(part, state.values)
  const known = rowsAt(saved, part.at)
  const error = state.errors[part.at]
  return (
    <>
      <Hidden values={{ [countName(part)]: count }} />
      {error ? <p class="error">{error}</p> : null}
      {Array.from({ length: count }, (_, i) => {
        const prefix = `${part.at}.${i}.`
        const wrong = Object.keys(state.errors).some((name) => name.startsWith(prefix))
        const blank = part.leaves.every(
          ({ name, as }) => as === 'tick' || (state.values[`${prefix}${name}`] ?? '') === '',
        )
        const fields = (
          <div class={rows.key === null ? 'pairs tight' : 'pairs'}>
            {part.leaves.map((leaf) => (
              <LeafField leaf={leaf} name={`${prefix}${leaf.name}`} state={state} choose />
            ))}
            {rows.order ? (
              <Field
                name={`${prefix}place`}
                type="number"
                inputmode="numeric"
                min="1"
                label="Thứ tự"
                state={state}
                value={blank ? '' : String(i + 1)}
              />
            ) : null}
          </div>
        )
        const drop =
          rows.fixed || blank ? null : (
            <Check
              name={`${prefix}drop`}
              label={`Bỏ ${rows.one.toLowerCase()} này`}
              checked={Boolean(state.values[`${prefix}drop`])}
            />
          )
        if (!rows.folded)
          return (
            <fieldset class="row" id={`f-${part.at}.${i}`}>
              <legend>{blank ? `${rows.one} mới` : `${rows.one} ${i + 1}`}</legend>
              {fields}
              {drop}
            </fieldset>
          )
        return (
          <details class="row" id={`f-${part.at}.${i}`} open={wrong || !known[i]}>
            <summary>
              {known[i] && !wrong
                ? rowText(part, known[i], rows.folded)
                : blank
                  ? `${rows.one} mới`
                  : `${rows.one} ${i + 1}`}
            </summary>
            {fields}
            {drop}
          </details>
        )
      })}
    </>
  )
}

type LeafProps = { leaf: Leaf; name: string; state: FormState; choose?: boolean }

function LeafField(props: LeafProps) {
  const { as, wide } = props.leaf
  return wide || as === 'lines' || as === 'days' ? (
    <div class="whole">
      <Input {...props} />
    </div>
  ) : (
    <Input {...props} />
  )
}

function Input({ leaf, name, state, choose }: LeafProps) {
  const { label, hint, options = [] } = leaf
  const common = { name, label, state, ...(hint ? { hint } : {}) }
  switch (leaf.as) {
    case 'hidden':
      return <Hidden values={{ [name]: state.values[name] ?? '' }} />
    case 'lines':
      return <TextArea {...common} rows={Math.max(3, (state.values[name] ?? '').split('\n').length + 1)} />
    case 'choice':
      return <Select {...common} options={options} {...(choose ? { empty: 'Chọn…' } : {})} />
    case 'tick':
      return <Check name={name} label={label} checked={Boolean(state.values[name])} {...(hint ? { hint } : {})} />
    case 'days':
      return <Days leaf={leaf} name={name} state={state} />
    case 'phone':
      return <Field {...common} type="tel" maxlength={30} autocomplete="off" />
    case 'day':
      return <Field {...common} type="date" />
    case 'time':
      return <Field {...common} maxlength={5} inputmode="text" autocomplete="off" />
    case 'number':
      return <Field {...common} inputmode="numeric" maxlength={6} autocomplete="off" />
    default:
      return <Field {...common} maxlength={300} autocomplete="off" />
  }
}

/** Days of the week, to tick. */
function Days({ leaf, name, state }: LeafProps) {
  const error = state.errors[name]
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id={`f-${name}`}>
      <legend>{leaf.label}</legend>
      {error ? <p class="error">{error}</p> : null}
      <div class="pairs tight">
        {(leaf.options ?? []).map(({ value, label }) => (
          <Check name={`${name}/${value}`} label={label} checked={Boolean(state.values[`${name}/${value}`])} />
        ))}
      </div>
    </fieldset>
  )
}
