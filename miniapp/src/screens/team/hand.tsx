import { useEffect, useState } from 'preact/hooks'
import { linkOf } from '../../links.ts'
import { type Entry, outbox } from '../../outbox/index.ts'
import { endWalk } from '../../router.ts'
import { type Handing, show, useOpen, waitingRecords } from '../../team/state.ts'
import { useOnline } from '../../ui/online.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Screen } from '../../ui/screen.tsx'
import { useUnit } from '../../ui/unit.tsx'
import { team as words } from '../../words/team.ts'

/** Where the citizen goes on alone: a code to scan, a slip to print. With *Xong* nothing of the person is left. */
export function Hand({ handing }: { handing: Handing }) {
  const unit = useUnit()
  const lines = useOpen()?.desk.lines ?? []
  const id = lines.find(({ n }) => n === handing.number)?.id
  const online = useOnline()
  const [left, setLeft] = useState<Entry | null>(null)
  useEffect(() => {
    const look = () => void waitingRecords().then((list) => setLeft(list.find((one) => one.id === id) ?? null))
    look()
    return outbox.watch(look)
  }, [id])
  const link = linkOf({ at: 'handover', token: handing.link })
  const bye = () => {
    show(null)
    endWalk(2, { at: 'team', part: '', of: '' })
  }
  const hotline = unit?.hotlines[0]
  return (
    <Screen title={words.handTitle}>
      <p class="no-print">{words.handLead}</p>
      <QrCode text={link} label={words.handLabel} />
      <p class="soft">{words.handNote}</p>
      <p role="status" class="no-print">
        {!left ? words.sentNow : online && left.tries <= 1 ? words.sendingNow : words.waitingNow}
      </p>
      <div class="slip-only">
        <h2>{words.slipTitle}</h2>
        {handing.title && <p>{handing.title}</p>}
        <ul class="dots">
          {handing.papers.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
        <p>{link}</p>
        {hotline && (
          <p>
            {words.slipCall} {hotline.phone}
          </p>
        )}
      </div>
      <div class="no-print">
        <button type="button" class="button main wide" onClick={bye}>
          {words.bye}
        </button>
        <p class="soft">{words.byeNote}</p>
        <button type="button" class="button plain" onClick={() => window.print()}>
          {words.print}
        </button>
      </div>
    </Screen>
  )
}
