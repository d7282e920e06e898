/**
 * Whether a folded string can be a Vietnamese syllable, and repair of what keyboards leave behind:
 * raw Telex/VNI keystrokes (`ddawng`, `d9ang8`), stretched letters (`khaiii`), syllables run together (`khaisinh`).
 */

const ONSETS = 'ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x|'
const RIMES =
  'a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|enh|eo|ep|et|eu|i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu|' +
  'o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|ou|u|ua|uan|uang|uat|uay|uau|uc|ue|uech|uenh|ui|' +
  'um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya|uych|uyen|uyet|uynh|uyt|uyu|y|yem|yen|yeng|yet|yeu|ych|ym|yn|ynh|yt'
const SYLLABLE = new RegExp(`^(?:${ONSETS})(?:${RIMES})$`)

/** True when the folded word has the shape of a Vietnamese syllable. */
export function isSyllable(folded: string): boolean {
  return SYLLABLE.test(folded)
}

/** Folded syllables that a broken word most likely stands for; the word itself when nothing better is found. */
export function repair(word: string, known: (folded: string) => boolean): string[] {
  if (isSyllable(word) || word.length < 2) return [word]
  const squeezed = word.replace(/([a-z])\1{2,}/g, '$1$1')
  const single = squeezed.replace(/([b-df-hj-np-tv-z])\1+$/, '$1').replace(/([aeiouy])\1+$/, '$1')
  for (const candidate of [single, untelex(squeezed), untelex(single), unvni(squeezed)]) {
    if (candidate !== word && isSyllable(candidate)) return [candidate]
  }
  return split(word, known) ?? split(untelex(word), known) ?? [word]
}

/** Undoes raw Telex keystrokes on folded text: doubled vowels, `dd`, `w`, and a tone letter anywhere after the vowel. */
function untelex(word: string): string {
  const letters = word.replace(/dd/g, 'd').replace(/aa/g, 'a').replace(/ee/g, 'e').replace(/oo/g, 'o')
  const plain = letters.replace(/^w/, 'u').replace(/w/g, '')
  if (isSyllable(plain)) return plain
  const toneless = plain.replace(/(?<=[aeiouy][a-z]*)[sfrxj]/g, '')
  return toneless.replace(/d$/, '')
}

/** Undoes raw VNI digits inside a word. */
function unvni(word: string): string {
  return /^[a-z]+[0-9][a-z0-9]*$/.test(word) ? word.replace(/[0-9]/g, '') : word
}

/** Splits a run-together word into syllables that occur in our texts, fewest parts first. */
function split(word: string, known: (folded: string) => boolean): string[] | null {
  if (word.length < 5 || word.length > 40) return null
  const best: Array<string[] | null> = [[]]
  for (let end = 1; end <= word.length; end++) {
    best[end] = null
    for (let from = Math.max(0, end - 7); from < end; from++) {
      const head = best[from]
      const part = word.slice(from, end)
      if (!head || part.length < 2 || !isSyllable(part) || !known(part)) continue
      const current = best[end]
      if (!current || head.length + 1 < current.length) best[end] = [...head, part]
    }
  }
  return best[word.length] ?? null
}
