import { useState } from 'preact/hooks'
import { choose, USUAL } from '../../settings.ts'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { settings as words } from '../../words/settings.ts'
import { PackBox } from '../offline/pack-box.tsx'
import { Choices } from './choices.tsx'
import { Here } from './here.tsx'
import { There } from './there.tsx'

/** *Cài đặt*: how the app looks and speaks, and what is kept of me: on this device, and at the commune. */
export function SettingsScreen() {
  const [said, setSaid] = useState('')
  const reset = () => void choose(USUAL).then(() => setSaid(words.resetDone))
  return (
    <Screen title={words.title}>
      <Choices />
      <button type="button" class="button plain" onClick={reset}>
        {words.reset}
      </button>
      <p role="status" class="said">
        {said}
      </p>
      <PackBox />
      <Here />
      <There />
      <Link to={{ at: 'team', part: '', of: '' }} class="button plain">
        {words.team}
      </Link>
      <HotlineBar />
    </Screen>
  )
}
