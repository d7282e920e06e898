import { useState } from 'preact/hooks'
import { zalo as words } from '../words/zalo.ts'
import { inZalo } from '../zalo.ts'
import { isFinal, type Refusal, type Told } from '../zalo-person.ts'

/**
 * Inside Zalo, takes something over from it instead of typing: first what for, then the button. Nothing that was typed is lost when it
 * does not come, and where it can't come the button goes.
 */
export function FromZalo<T>({
  label,
  why,
  taken,
  instead,
  ask,
  onTold,
}: {
  label: string
  why: string
  taken: string
  /** What to do when it does not come. */
  instead: string
  ask: () => Promise<Told<T>>
  onTold: (value: T) => void
}) {
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const [refused, setRefused] = useState<Refusal | null>(null)
  if (!inZalo) return null
  const take = async () => {
    if (busy) return
    setBusy(true)
    setSaid(words.asking)
    const told = await ask()
    setBusy(false)
    if ('value' in told) onTold(told.value)
    setRefused('value' in told ? null : told.refused)
    setSaid('value' in told ? taken : `${words.refused[told.refused]} ${instead}`)
  }
  return (
    <div class="from-zalo">
      {!(refused && isFinal(refused)) && (
        <>
          <p class="hint">{why}</p>
          <button type="button" class="button wide" aria-disabled={busy} onClick={() => void take()}>
            {label}
          </button>
        </>
      )}
      <p role="status" class="said">
        {said}
      </p>
    </div>
  )
}
