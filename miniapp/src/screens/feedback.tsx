import { useEffect, useState } from 'preact/hooks'
import { hasDraft } from '../kept.ts'
import { CallLink } from '../ui/call-link.tsx'
import { ChatLinks } from '../ui/chat-links.tsx'
import { Emergency } from '../ui/emergency.tsx'
import { Link } from '../ui/link.tsx'
import { Screen } from '../ui/screen.tsx'
import { ShareThis } from '../ui/share-this.tsx'
import { useUnit, useUnitWait } from '../ui/unit.tsx'
import { words } from '../words.ts'
import { MyCases } from './feedback/my-cases.tsx'

/** The door *Phản ánh*: write one, follow mine, see what was answered; or call, write, come. */
export function FeedbackScreen() {
  const unit = useUnit()
  const wait = useUnitWait()
  const [begun, setBegun] = useState(false)
  useEffect(() => {
    void hasDraft().then(setBegun)
    import('./feedback/rooms.ts').catch(() => undefined) // at hand when the door is opened
  }, [])
  return (
    <Screen title={words.feedback.title}>
      <p>{words.feedback.lead}</p>
      <Link to={{ at: 'report', step: '' }} class="button main wide">
        {begun ? words.feedback.goOn : words.feedback.write}
      </Link>
      <MyCases openOnly={false} />
      <Link to={{ at: 'register', q: '', kind: '', page: 1 }} class="button plain">
        {words.feedback.register}
      </Link>
      <Link to={{ at: 'survey', id: '', step: '' }} class="button plain">
        {words.surveys.open}
      </Link>
      <ShareThis route={{ at: 'feedback' }} title={words.feedback.title} />
      <h2>{words.feedback.callTitle}</h2>
      {!unit && <p role="status">{wait}</p>}
      <ul class="rows calls">
        {unit?.hotlines.map(({ label, phone, note }) => (
          <li key={phone}>
            <CallLink label={label} phone={phone} note={note} />
          </li>
        ))}
      </ul>
      <h2>{words.feedback.chatTitle}</h2>
      <ChatLinks />
      {unit && (
        <>
          <h2>{words.feedback.visitTitle}</h2>
          <p>
            <b>{unit.desk.name}</b>
            <br />
            {unit.desk.address}
          </p>
        </>
      )}
      <Emergency />
    </Screen>
  )
}
