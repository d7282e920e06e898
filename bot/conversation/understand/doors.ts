import type { Elsewhere } from '../../../server/content/schema.ts'
import type { Syllables } from '../rules/match.ts'
import { words } from '../rules/phrases.ts'

/** Finds the matter of another body that a text names in so many words. */
export function createDoors(elsewhere: Elsewhere[]) {
  const doors = elsewhere.map((door) => ({
    id: door.id,
    names: [door.name, ...door.phrasings]
      .map((text) => words(text))
      .filter(isTelling)
      .map(joined),
  }))
  return (said: Syllables): string | null => {
    const whole = joined(said)
    return doors.find(({ names }) => names.some((name) => whole.includes(name)))?.id ?? null
  }
}

/** One short syllable is no name of a matter; `passport` is. */
function isTelling(name: Syllables): boolean {
  return name.length > 1 || (name[0]?.bare.length ?? 0) >= 6
}

function joined(text: Syllables): string {
  return ` ${text.map(({ bare }) => bare).join(' ')} `
}
