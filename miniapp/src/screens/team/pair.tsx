import { useState } from 'preact/hooks'
import { asFailure } from '../../api.ts'
import { go } from '../../router.ts'
import { pairPhone } from '../../team/api.ts'
import { hashOf, newSecret } from '../../team/bytes.ts'
import { refresh } from '../../team/refresh.ts'
import { enter } from '../../team/state.ts'
import { addMember, newDataKey, pinFault, readMembers } from '../../team/vault.ts'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { Unpaired } from './lock.tsx'
import { PinField } from './pin-field.tsx'

/** Lets this phone in with the lead's code, and puts what it was given under a PIN. */
export function PairScreen({ code }: { code: string }) {
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  // made once: pressing again after a lost answer is the same phone
  const [secrets] = useState(() => ({ token: newSecret(), drop: newSecret(), key: newDataKey() }))
  if (!code) return <Unpaired revoked={false} />
  const pair = async (event: Event) => {
    event.preventDefault()
    const fault = pinFault(pin)
    if (fault || pin !== again) {
      setError(fault === 'digits' ? words.pinDigits : fault === 'easy' ? words.pinEasy : words.pinDiffers)
      return
    }
    if (busy) return
    setBusy(true)
    setError('')
    try {
      const [token, drop] = [await hashOf(secrets.token), await hashOf(secrets.drop)]
      const { id, member, team } = await pairPhone({ code, token, drop })
      if (!(await addMember({ id, name: member, team }, pin, secrets))) throw new Error('not kept')
      const made = (await readMembers()).find((one) => one.id === id)
      if (made) await enter(made, secrets)
      await refresh()
      go({ at: 'team', part: '', of: '' }, { replace: true })
    } catch (failed) {
      const failure = asFailure(failed)
      setError(failure.code === 'app' ? words.notKept : failure.message)
      setBusy(false)
    }
  }
  return (
    <Screen title={words.newPinTitle}>
      <form onSubmit={(event) => void pair(event)} noValidate>
        <PinField id="pin-moi" label={words.newPin} hint={words.newPinHint} value={pin} onInput={setPin} />
        <PinField id="pin-lai" label={words.again} value={again} onInput={setAgain} />
        <p role="alert" class="error">
          {error}
        </p>
        <button type="submit" class="button main wide" aria-disabled={busy}>
          {busy ? words.pairing : words.pair}
        </button>
      </form>
      <p class="soft">{words.locked}</p>
    </Screen>
  )
}
