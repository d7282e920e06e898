import { useRef, useState } from 'preact/hooks'
import { asFailure, type Failure, type LookupAnswer, lookupDossier, mayRetry } from '../api.ts'
import { renewDossier } from '../kept.ts'
import { FailureBox } from '../ui/failure-box.tsx'
import { HotlineBar } from '../ui/hotline-bar.tsx'
import { Screen } from '../ui/screen.tsx'
import { ShareThis } from '../ui/share-this.tsx'
import { words } from '../words.ts'
import { LookupForm } from './dossier/form.tsx'
import { Result } from './dossier/result.tsx'

type Shown = { answer: LookupAnswer } | { failure: Failure } | null

/** *Hồ sơ của tôi*: the code from the receipt and four digits in, how the dossier stands out. */
export function DossierScreen({ code }: { code: string }) {
  const [shown, setShown] = useState<Shown>(null)
  const [busy, setBusy] = useState(false)
  const last = useRef({ code, phone: '' })
  const look = async (asked: string, phone: string) => {
    last.current = { code: asked, phone }
    setBusy(true)
    try {
      const answer = await lookupDossier(asked, phone)
      setShown({ answer })
      void renewDossier(answer)
    } catch (error) {
      setShown({ failure: asFailure(error) })
    }
    setBusy(false)
  }
  const failure = shown && 'failure' in shown ? shown.failure : null
  const retry = () => void look(last.current.code, last.current.phone)
  return (
    <Screen title={words.dossier.title}>
      {failure && <FailureBox failure={failure} {...(mayRetry(failure) ? { retry } : {})} />}
      <LookupForm code={code} busy={busy} failure={failure} onLook={look} />
      {shown && 'answer' in shown && (
        <Result key={JSON.stringify(shown.answer)} answer={shown.answer} phone={last.current.phone} />
      )}
      <ShareThis route={{ at: 'dossier' }} title={words.dossier.title} />
      <HotlineBar />
    </Screen>
  )
}
