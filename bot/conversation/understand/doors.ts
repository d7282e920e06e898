import type { Elsewhere } from '../../../server/content/schema.ts'
import type { Syllables } from '../rules/match.ts'
import { words } from '../rules/phrases.ts'

/** Finds the matter of another body that a text names in so many words. */
export function createDoors(elsewhere: Elsewhere[]) {
  const doors = elsewhere.map((door) => ({
    id: door.id,
    names: [door.name, ...door.phrasings].map((text) => words(text)).filter(isTelling),
  }))
  return (said: Syllables): string | null =>
    doors.find(({ names }) => names.some((name) => contains(said, name)))?.id ?? null
}

/** One short syllable is no name of a matter; `passport` is. */
function isTelling(name: Syllables): boolean {
  return name.length > 1 || (name[0]?.bare.length ?? 0) >= 6
}

function contains(said: Syllables, name: Syllables): boolean {
  const whole = ` ${said.map(({ bare }) => bare).join(' ')} `
  return whole.includes(` ${name.map(({ bare }) => bare).join(' ')} `)
}
