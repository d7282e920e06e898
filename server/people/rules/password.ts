import { fold, lengthOf, syllables } from '../../kernel/text.ts'

export const LEAST = 10
export const MOST = 200

/** What people choose most, folded and without digits and signs at the end. */
const COMMON = new Set(
  `password passwd matkhau matkhaumoi anhyeuem emyeuanh yeuem iloveyou qwerty qwertyuiop asdfghjkl zxcvbnm abc abcd abcdef admin
   administrator quantri ubnd ubndxa ubndphuong xa phuong canbo motcua vietnam vietnamvodich hanoi saigon hochiminh thanhpho
   hoilamgi khongbiet khongcho maiyeuem conheocon welcome letmein dragon monkey football master login congdan hanhchinh
   dichvucong chinhquyen trungtam hanhphuc giadinh tinhyeu motminh toiyeuvietnam doclap tudo qwe qaz qazwsx asd asdf zxc aaa`.split(
    /\s+/,
  ),
)

/**
 * Why a password won't do: `short`, `long`, `name` (it is the person's name or login) or `common`; null when it is good.
 * Length over rules of signs, as NIST SP 800-63B advises.
 */
export function weakness(
  password: string,
  person: { name: string; login: string },
): 'short' | 'long' | 'name' | 'common' | null {
  const length = lengthOf(password)
  if (length < LEAST) return 'short'
  if (length > MOST) return 'long'
  const plain = syllables(password).join('')
  const own = [person.name, person.login, person.login.split('@')[0] ?? ''].map((text) => syllables(text).join(''))
  // a name with a year behind it is a name
  const bare = plain.replace(/\d+$/, '').replace(/^\d+/, '')
  if (own.some((text) => text.length > 2 && (plain === text || bare === text || bare === text.replace(/\d+$/, ''))))
    return 'name'
  const different = new Set(fold(password)).size
  if (different < 5 || COMMON.has(bare) || bare === '' || isRun(plain)) return 'common'
  return null
}

/** `0123456789`, `abcdefghij`, and backwards. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((letter, at) => letter.charCodeAt(0) - text.charCodeAt(at))
  return steps.length > 0 && steps.every((step) => step === steps[0] && Math.abs(step) <= 1)
}
