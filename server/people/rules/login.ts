import { phoneDigits } from '../../kernel/privacy.ts'
import { clean, fold, syllables } from '../../kernel/text.ts'

/** How a login name is kept and compared: without marks, capitals and blanks; a phone number in national form. */
export function loginKey(raw: string): string {
  const text = fold(clean(raw)).replace(/\s+/g, '')
  return (/^[+\d().-]{9,16}$/.test(text) ? phoneDigits(text) : null) ?? text
}

/** Whether a kept login name is one: 3–64 letters, digits and `. _ - @ +`. */
export function isLogin(key: string): boolean {
  return /^[a-z0-9][a-z0-9._@+-]{2,63}$/.test(key)
}

/** A login name from a person's name, as offices write them: `Nguyễn Thị Lan` → `lan.nguyenthi`. */
export function loginFrom(name: string): string {
  const words = syllables(name)
  const given = words.at(-1) ?? ''
  return [given, words.slice(0, -1).join('')].filter(Boolean).join('.')
}
