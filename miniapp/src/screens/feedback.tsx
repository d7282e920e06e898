import { CallLink } from '../ui/call-link.tsx'
import { ChatLinks } from '../ui/chat-links.tsx'
import { Emergency } from '../ui/emergency.tsx'
import { Screen } from '../ui/screen.tsx'
import { useUnit, useUnitWait } from '../ui/unit.tsx'
import { words } from '../words.ts'

/** *Phản ánh*: until the form comes, how to report today. */
export function FeedbackScreen() {
  const unit = useUnit()
  const wait = useUnitWait()
  return (
    <Screen title={words.feedback.title}>
      <p>{words.feedback.soon}</p>
      <h2>{words.feedback.callTitle}</h2>
      {!unit && <p role="status">{wait}</p>}
      <ul class="rows calls">
        {unit?.hotlines.map(({ label, phone, note }) => (
          <li key={phone}>
            <CallLink label={label} phone={phone} note={note} />
          </li>
        ))}
      </ul>
      <h2>{words.feedback.sayTitle}</h2>
      <ul class="dots">
        {words.feedback.say.map((line) => (
          <li key={line}>{line}</li>
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
