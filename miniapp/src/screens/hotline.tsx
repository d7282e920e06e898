import { CallLink } from '../ui/call-link.tsx'
import { ChatLinks } from '../ui/chat-links.tsx'
import { Emergency } from '../ui/emergency.tsx'
import { OutLink } from '../ui/out-link.tsx'
import { Screen } from '../ui/screen.tsx'
import { ShareThis } from '../ui/share-this.tsx'
import { useUnit, useUnitWait } from '../ui/unit.tsx'
import { words } from '../words.ts'

/** *Gọi xã*: every number, the hours, where to go. */
export function HotlineScreen() {
  const unit = useUnit()
  const wait = useUnitWait()
  if (!unit) {
    return (
      <Screen title={words.hotline.title}>
        <p role="status">{wait}</p>
        <Emergency />
      </Screen>
    )
  }
  const { hotlines, desk, police, portal, reception } = unit
  return (
    <Screen title={words.hotline.title}>
      <ul class="rows calls">
        {hotlines.map(({ label, phone, note }) => (
          <li key={phone}>
            <CallLink label={label} phone={phone} note={note} />
          </li>
        ))}
        <li>
          <CallLink label={police.name} phone={police.phone} note={words.hotline.police} />
        </li>
        <li>
          <CallLink label={words.hotline.portal} phone={portal.helpline} note={words.hotline.portalNote} />
        </li>
      </ul>
      <ChatLinks />
      <h2>{words.hotline.desk}</h2>
      <p>
        <b>{desk.name}</b>
        <br />
        {desk.address}
      </p>
      {desk.map && (
        <OutLink href={desk.map} class="button plain">
          {words.hotline.map}
        </OutLink>
      )}
      <h3>{words.hotline.hours}</h3>
      {desk.hours.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {reception.length > 0 && <h3>{words.hotline.reception}</h3>}
      {reception.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <ShareThis route={{ at: 'hotline' }} title={`${words.hotline.title}: ${unit.name}`} />
      <Emergency />
    </Screen>
  )
}
