import { useState } from 'preact/hooks'
import { go } from '../../router.ts'
import { enter } from '../../team/state.ts'
import { type Member, PIN_DIGITS, unlock } from '../../team/vault.ts'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { PinField } from './pin-field.tsx'

/** Who is at the phone, and their PIN. */
export function LockScreen({ members, onGone }: { members: Member[]; onGone: () => void }) {
  const [chosen, setChosen] = useState<Member | null>(members.length === 1 ? (members[0] ?? null) : null)
  if (!chosen)
    return (
      <Screen title={words.who}>
        <ul class="rows">
          {members.map((member) => (
            <li key={member.id}>
              <button type="button" class="option" onClick={() => setChosen(member)}>
                {member.name}
              </button>
            </li>
          ))}
        </ul>
        <p class="soft">{words.locked}</p>
        <Link to={{ at: 'team', part: 'pair', of: '' }} class="button plain">
          {words.addMember}
        </Link>
      </Screen>
    )
  return (
    <Ask
      key={chosen.id}
      member={chosen}
      onGone={onGone}
      {...(members.length > 1 ? { onOther: () => setChosen(null) } : {})}
    />
  )
}

function Ask({ member, onGone, onOther }: { member: Member; onGone: () => void; onOther?: () => void }) {
  const [pin, setPin] = useState('')
  const [left, setLeft] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const tryIt = async (event: Event) => {
    event.preventDefault()
    if (busy || pin.length !== PIN_DIGITS) return
    setBusy(true)
    const found = await unlock(member.id, pin)
    if ('token' in found) return enter(member, found)
    setBusy(false)
    setPin('')
    setLeft(found.left)
  }
  const error = left === null ? null : left === 0 ? words.wiped : words.wrong(left)
  return (
    <Screen title={words.unlockTitle}>
      <p>{words.unlockWho(member.name)}</p>
      <form onSubmit={(event) => void tryIt(event)} noValidate>
        {left !== 0 && <PinField id="pin" label={words.pin} value={pin} onInput={setPin} />}
        <p role="alert" class="error">
          {error}
        </p>
        {left !== 0 && (
          <button type="submit" class="button main wide" aria-disabled={busy || pin.length !== PIN_DIGITS}>
            {busy ? words.opening : words.open}
          </button>
        )}
      </form>
      {left === 0 && (
        <button type="button" class="button wide" onClick={onGone}>
          {words.next}
        </button>
      )}
      {onOther && (
        <button type="button" class="button plain" onClick={onOther}>
          {words.other}
        </button>
      )}
      <p class="soft">{words.locked}</p>
      <Link to={{ at: 'team', part: 'pair', of: '' }} class="button plain">
        {words.addMember}
      </Link>
    </Screen>
  )
}

/** A phone that belongs to no team yet. */
export function Unpaired({ revoked }: { revoked: boolean }) {
  const [code, setCode] = useState('')
  const onward = (event: Event) => {
    event.preventDefault()
    if (code.trim()) go({ at: 'team', part: 'pair', of: code.trim() }, { replace: true })
  }
  return (
    <Screen title={words.title}>
      <p role="status">{revoked ? words.revoked : words.none}</p>
      <p>{words.noneNext}</p>
      <form onSubmit={onward}>
        <div class="field">
          <label for="ma-ghep">{words.code}</label>
          <p id="ma-ghep-goi-y" class="hint">
            {words.codeHint}
          </p>
          <input
            id="ma-ghep"
            value={code}
            maxLength={20}
            autocomplete="off"
            autocapitalize="characters"
            aria-describedby="ma-ghep-goi-y"
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button main wide">
          {words.next}
        </button>
      </form>
    </Screen>
  )
}
