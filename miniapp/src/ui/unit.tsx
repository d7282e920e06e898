import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { getUnit, type Unit } from '../api.ts'
import { keepUnit, readUnit } from '../kept.ts'
import { words } from '../words.ts'
import { useOnline } from './online.tsx'

const UnitContext = createContext<{ unit: Unit | null; failed: boolean }>({ unit: null, failed: false })

/** The commune's contacts: what this device kept at once, then what the server says, again whenever the network comes back. */
export function UnitProvider({ children }: { children: ComponentChildren }) {
  const [unit, setUnit] = useState<Unit | null>(null)
  const [failed, setFailed] = useState(false)
  const online = useOnline()
  useEffect(() => {
    void readUnit().then((kept) => kept && setUnit((known) => known ?? kept))
  }, [])
  useEffect(() => {
    if (!online) return
    getUnit().then(
      (fresh) => {
        setUnit(fresh)
        setFailed(false)
        void keepUnit(fresh)
      },
      () => setFailed(true), // the kept one stays
    )
  }, [online])
  return <UnitContext.Provider value={{ unit, failed }}>{children}</UnitContext.Provider>
}

export const useUnit = () => useContext(UnitContext).unit

/** What to say where the contacts should stand while there are none. */
export const useUnitWait = () => (useContext(UnitContext).failed ? words.hotline.unknown : words.loading)
