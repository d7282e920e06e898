import { Tone, type ToneName } from '../../console/list.tsx'
import type { Broadcast, State } from '../schema.ts'

const TONES: Record<State, ToneName> = {
  draft: 'plain',
  waiting: 'soon',
  approved: 'soon',
  sending: 'soon',
  sent: 'done',
  cancelled: 'late',
}

/** A state by word, shape and colour. */
export function StateOf({ broadcast, say }: { broadcast: Pick<Broadcast, 'state'>; say: (key: string) => string }) {
  const { state } = broadcast
  return <Tone tone={TONES[state]}>{say(`broadcast.state.${state}`)}</Tone>
}
