import type { Random } from '../../kernel/ids.ts'
import { fold } from '../../kernel/text.ts'

/**
 * What a Vietnamese keyboard leaves alone and the eye tells apart: no vowels (Telex and VNI put marks on them), no D (đ), no W (ư),
 * no 0, 1, L. 25 signs.
 */
const ALPHABET = '23456789BCFGHJKMNPQRSTVXZ'
const LENGTH = 8
/** The words that go before a code, as they are printed. */
const BEFORE = 'THEO DOI'

/** A new code: 25^8 possibilities, far more than anybody may try in its lifetime. */
export function newCode(random: Random): string {
  let code = ''
  while (code.length < LENGTH) {
    // 250 = 10 × 25: larger bytes would favour the first signs
    for (const byte of random(new Uint8Array(LENGTH)))
      if (byte < 250 && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length]
  }
  return code
}

/** What is sent from a chat. */
export const textOf = (code: string) => `${BEFORE} ${code}`

const SAID = /^[^a-z0-9]*theo\s*doi[\s:“"]+([a-z0-9]{3,5})[\s.-]?([a-z0-9]{3,5})[^a-z0-9]*$/

/**
 * The code of a message that is nothing but *theo dõi CODE*, in any case, with or without marks, also in two groups. `code` null:
 * it was meant as one and can't be; null: something else was said.
 */
export function readFollow(text: string): { code: string | null } | null {
  const [, first = '', second = ''] = SAID.exec(fold(text)) ?? []
  const code = `${first}${second}`.toUpperCase()
  if (code === '') return null
  if (isCode(code)) return { code }
  return /\d/.test(code) && Math.abs(code.length - LENGTH) <= 1 ? { code: null } : null
}

/** Whether this has the form of a code. */
export function isCode(code: string): boolean {
  return code.length === LENGTH && [...code].every((sign) => ALPHABET.includes(sign))
}
