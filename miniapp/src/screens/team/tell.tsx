import { TEXT } from '../../feedback/draft.ts'
import { changeVisit } from '../../team/state.ts'
import { NOTHING_TOLD, type Told, type Visit, withKind } from '../../team/visit.ts'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { TextField } from '../feedback/text-field.tsx'
import { Tick } from '../feedback/tick.tsx'
import { BackToVisit, HamletField } from './fields.tsx'

/** A report in the citizen's words, written down for them. It goes out with the record, sealed. */
export function TellStep({ visit }: { visit: Visit }) {
  const told = visit.told ?? NOTHING_TOLD
  const change = (part: Partial<Told>) =>
    void changeVisit({ told: { ...told, ...part }, kinds: withKind(visit, 'feedback') })
  const drop = () => void changeVisit({ told: null, kinds: visit.kinds.filter((kind) => kind !== 'feedback') })
  const line = (id: string, label: string, key: 'place' | 'name' | 'phone' | 'address', most: number) => (
    <TextField
      id={`noi-${id}`}
      label={label}
      value={told[key]}
      most={most}
      keyboard={key === 'phone' ? 'tel' : 'text'}
      onInput={(value) => change({ [key]: value })}
    />
  )
  return (
    <Screen title={words.tellTitle}>
      <p class="notice late">{words.danger}</p>
      <TextField
        id="noi-gi"
        label={words.tellText}
        hint={words.tellHint}
        rows={5}
        most={TEXT.most}
        value={told.text}
        onInput={(text) => change({ text })}
      />
      {line('dau', words.tellPlace, 'place', 300)}
      <HamletField id="noi-thon" value={told.hamlet} onInput={(hamlet) => change({ hamlet })} />
      <Tick
        label={words.tellReply}
        hint={words.tellReplyHint}
        checked={told.reply}
        onChange={(reply) => change({ reply })}
      />
      {told.reply && (
        <>
          {line('ten', words.name, 'name', 100)}
          {line('so', words.phone, 'phone', 30)}
          {line('cho', words.address, 'address', 300)}
          <Tick label={words.contact} hint="" checked={told.contact} onChange={(contact) => change({ contact })} />
        </>
      )}
      <Tick
        label={words.publish}
        hint={words.publishHint}
        checked={told.publish}
        onChange={(publish) => change({ publish })}
      />
      <BackToVisit />
      {visit.told && (
        <button type="button" class="button plain" onClick={drop}>
          {words.tellDrop}
        </button>
      )}
    </Screen>
  )
}
