import { useEffect, useState } from 'preact/hooks'
import type { LookupAnswer } from '../../api.ts'
import { forgetDossier, keepDossier, readDossiers } from '../../kept.ts'
import { words } from '../../words.ts'

/** *Lưu trên máy này*: nothing is kept unless asked here, and it can be dropped here again. */
export function Keep({ answer }: { answer: LookupAnswer }) {
  const [kept, setKept] = useState(false)
  const [said, setSaid] = useState('')
  useEffect(() => {
    void readDossiers().then((mine) => setKept(mine.some(({ code }) => code === answer.code)))
  }, [answer.code])
  const keep = async () => {
    const done = await keepDossier(answer)
    setKept(done)
    setSaid(done ? words.dossier.kept : words.dossier.keepFailed)
  }
  const forget = async () => {
    await forgetDossier(answer.code)
    setKept(false)
    setSaid(words.mine.forgotten)
  }
  return (
    <div class="keep">
      <button type="button" class="button wide" onClick={kept ? forget : keep}>
        {kept ? words.dossier.forget : words.dossier.keep}
      </button>
      {!kept && <p class="hint">{words.dossier.keepNote}</p>}
      <p role="status" class="said">
        {said}
      </p>
    </div>
  )
}
