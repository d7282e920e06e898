import { useEffect, useState } from 'preact/hooks'
import { mayWait } from '../../outbox/mark.ts'
import { lazy } from '../../ui/lazy.tsx'

const UnsentDoor = lazy(async () => (await import('../outbox/rooms.ts')).UnsentDoor, { quiet: true })

/** What waits to be sent; loaded only on a device that ever had something to send. */
export function Unsent() {
  const [may, setMay] = useState(false)
  useEffect(() => void mayWait().then(setMay), [])
  return may ? <UnsentDoor /> : null
}
