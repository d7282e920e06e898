import { useEffect, useState } from 'preact/hooks'
import type { CaseView } from '../../../api.ts'
import { forgetReceipt } from '../../../feedback/receipts.ts'
import { forgetCase, keepCase, readCases } from '../../../kept.ts'
import { track as words } from '../../../words/feedback.ts'
import { words as all } from '../../../words.ts'
import { SecretLink } from '../secret-link.tsx'

/** The secret link again, and whether this device keeps the case. */
export function KeepCase({ view, secret }: { view: CaseView; secret: string }) {
  const [kept, setKept] = useState(false)
  const [said, setSaid] = useState('')
  const { code, kindText, status, statusText, dueAt } = view
  useEffect(() => {
    void readCases().then((cases) => setKept(cases.some((mine) => mine.code === code)))
  }, [])
  const turn = async () => {
    if (kept) {
      await forgetCase(code)
      await forgetReceipt(code)
    }
    const done = !kept && (await keepCase({ code, secret, kindText, status, statusText, dueAt }))
    setKept(done)
    setSaid(kept ? words.forgotten : done ? words.kept : all.dossier.keepFailed)
  }
  return (
    <>
      <SecretLink code={code} secret={secret} />
      <button type="button" class="button wide" onClick={() => void turn()}>
        {kept ? words.forget : words.keep}
      </button>
      <p role="status" class="said">
        {said}
      </p>
    </>
  )
}
