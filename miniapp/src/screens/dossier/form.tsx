import { useEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from '../../api.ts'
import { FromZalo } from '../../ui/from-zalo.tsx'
import { zalo } from '../../words/zalo.ts'
import { words } from '../../words.ts'
import { phoneOfZalo } from '../../zalo-person.ts'
import { Field } from './field.tsx'
import { Scan } from './scan.tsx'

type Props = { code: string; busy: boolean; failure: Failure | null; onLook: (code: string, phone: string) => void }

/** Forgiving: small letters, spaces and any kind of dash are fine; the digits may be left out. */
export function LookupForm({ code: given, busy, failure, onLook }: Props) {
  const [code, setCode] = useState(given)
  const [phone, setPhone] = useState('')
  const [wrong, setWrong] = useState<{ code?: string; phone?: string }>({})
  const codeField = useRef<HTMLInputElement>(null)
  const phoneField = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (failure?.field === 'code') codeField.current?.focus()
    if (failure?.field === 'phone') phoneField.current?.focus()
  }, [failure])

  const submit = (event: Event) => {
    event.preventDefault()
    const found = faultsOf(code, phone)
    setWrong(found)
    if (found.code) codeField.current?.focus()
    else if (found.phone) phoneField.current?.focus()
    else onLook(code.trim(), phone)
  }
  return (
    <form class="lookup" onSubmit={submit} noValidate>
      <Scan
        onCode={(scanned) => {
          setCode(scanned)
          phoneField.current?.focus()
        }}
      />
      <Field
        id="ma-ho-so"
        label={words.dossier.code}
        hint={words.dossier.codeHint}
        error={wrong.code}
        invalid={failure?.field === 'code'}
        control={codeField}
        value={code}
        onInput={(typed) => setCode(typed.toUpperCase())}
        attributes={{ autocapitalize: 'characters', maxLength: 60, enterkeyhint: 'next' }}
      />
      <Field
        id="bon-so"
        label={words.dossier.phone}
        hint={words.dossier.phoneHint}
        error={wrong.phone}
        invalid={failure?.field === 'phone'}
        control={phoneField}
        value={phone}
        onInput={(typed) => setPhone(typed.replace(/\D/g, '').slice(-4))}
        attributes={{ inputMode: 'numeric', enterkeyhint: 'search' }}
      />
      <FromZalo
        label={zalo.digits}
        why={zalo.digitsWhy}
        taken={zalo.digitsTaken}
        instead={zalo.typeNumber}
        ask={phoneOfZalo}
        onTold={(number) => setPhone(number.slice(-4))}
      />
      <button type="submit" class="button main wide" disabled={busy}>
        {busy ? words.dossier.looking : words.dossier.submit}
      </button>
    </form>
  )
}

function faultsOf(code: string, phone: string): { code?: string; phone?: string } {
  if (code.trim() === '') return { code: words.dossier.needCode }
  return phone.length === 0 || phone.length === 4 ? {} : { phone: words.dossier.needFour }
}
