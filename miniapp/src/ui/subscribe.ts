import { useEffect, useState } from 'preact/hooks'

/** Re-renders when an outside value changes. */
export function useSyncExternalStore<T>(subscribe: (listener: () => void) => () => void, read: () => T): T {
  const [value, setValue] = useState(read)
  useEffect(() => {
    const look = () => setValue(read)
    look()
    return subscribe(look)
  }, [subscribe])
  return value
}
