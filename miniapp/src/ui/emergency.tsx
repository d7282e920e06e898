import { words } from '../words.ts'
import { CallLink } from './call-link.tsx'

export function Emergency() {
  return (
    <section class="emergency">
      <h2>{words.hotline.emergency}</h2>
      <ul class="calls three">
        {words.hotline.emergencies.map(([phone, label]) => (
          <li key={phone}>
            <CallLink label={label} phone={phone} />
          </li>
        ))}
      </ul>
    </section>
  )
}
