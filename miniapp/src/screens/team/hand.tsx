import { useEffect, useState } from 'preact/hooks'
import { linkOf } from '../../links.ts'
import { outbox } from '../../outbox/index.ts'
import { endWalk } from '../../router.ts'
import { type Handing, show, useOpen, waitingRecords } from '../../team/state.ts'
import { QrCode } from '../../ui/qr-code.tsx'
import { Screen } from '../../ui/screen.tsx'
import { useUnit } from '../../ui/unit.tsx'
import { team as words } from '../../words/team.ts'

/** Where the citizen goes on alone: a code to scan, a slip to print. With *Xong* nothing of the person is left. */
export function Hand({ handing }: { handing: Handing }) {
  const unit = useUnit()
  const lines = useOpen()?.desk.lines ?? []
  const id = lines.find(({ n }) => n === handing.number)?.id
  const [waits, setWaits] = useState<boolean | null>(null)
  useEffect(() => {
    const look = () => void waitingRecords().then((list) => setWaits(list.some((one) => one.id === id)))
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
        {waits === null ? words.sendingNow : waits ? words.waitingNow : words.sentNow}
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
