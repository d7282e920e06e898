import { words } from '../words.ts'
import { Bar } from './bar.tsx'
import { CallLink } from './call-link.tsx'
import { useUnit } from './unit.tsx'

/** The commune's first number at the thumb, one tap from every screen. */
export function HotlineBar() {
  const first = useUnit()?.hotlines[0]
  if (!first) return null
  return (
    <Bar label={words.hotline.bar}>
      <CallLink label={`${words.hotline.bar}: ${first.label}`} phone={first.phone} />
    </Bar>
  )
}
