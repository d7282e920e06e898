import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { getUnit, type Unit } from '../api.ts'
import { keepUnit, readUnit } from '../kept.ts'
import { useOnline } from './online.tsx'

const UnitContext = createContext<Unit | null>(null)

/** The commune's contacts: what this device kept at once, then what the server says, again whenever the network comes back. */
export function UnitProvider({ children }: { children: ComponentChildren }) {
  const [unit, setUnit] = useState<Unit | null>(null)
  const online = useOnline()
  useEffect(() => {
    void readUnit().then((kept) => kept && setUnit((known) => known ?? kept))
  }, [])
  useEffect(() => {
    if (!online) return
    getUnit().then(
      (fresh) => {
        setUnit(fresh)
        void keepUnit(fresh)
      },
      () => undefined, // the kept one stays; every screen shows its own failure
    )
  }, [online])
  return <UnitContext.Provider value={unit}>{children}</UnitContext.Provider>
}

export const useUnit = () => useContext(UnitContext)
