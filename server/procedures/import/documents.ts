const BODIES =
  'BNNPTNT|BNNMT|BVHTTDL|BGDĐT|BLĐTBXH|BGTVT|BTNMT|BKHĐT|BKHCN|BTTTT|BDTTG|BTP|BCA|BTC|BQP|BNV|BXD|BYT|BCT|BNG|NHNN|TTCP|VPCP|UBDT|TANDTC|BHXH'
const KIND = `(?:UBTVQH\\d{1,2}|QH\\d{1,2}|NĐ-CP|NQ-CP|NQ-HĐND|QĐ-TTg|QĐ-UBND|CT-TTg|(?:TT|QĐ|VBHN)-(?:${BODIES})|TTLT(?:-(?:${BODIES}))+)`
const DATED = new RegExp(
  `(?<![/\\d])(?:${'\\d{1,4}(?:\\.\\d{1,2})?'})/(?:19|20)\\d{2}/${KIND}|(?<=QH1\\d|UBTVQH1\\d)\\d{1,3}/(?:19|20)\\d{2}/${KIND}`,
  'gu',
)
const UNDATED = /(?<![/\d])\d{1,5}\/(?:QĐ|NQ)-[\p{Lu}\d]+(?:-[\p{Lu}\d]+)*/gu

/**
 * Numbers of legal documents in a text, in order, without repeats: `123/2015/NĐ-CP`, `2252/QĐ-VP`.
 * Also in run-together text (`…/QH1354/2014/QH13`); what can't be told apart is left out.
 */
export function documentNumbers(text: string): string[] {
  const plain = text.normalize('NFC').replace(/\s*([/-])\s*(?=\p{Lu}|\d)/gu, '$1')
  const dated = plain.match(DATED) ?? []
  const undated = (plain.replace(DATED, ' ').match(UNDATED) ?? []).filter((number) => number.length <= 24)
  return [...new Set([...dated, ...undated])]
}

const BARE = /^\s*\d{1,5}(?:\.\d+)?\/\S+\s*$/

/** The number in a field meant for one; a plain number of an unknown kind is kept as it stands. */
export function documentNumber(text: string): string[] {
  const known = documentNumbers(text)
  if (known.length > 0) return known
  return BARE.test(text) && text.length <= 40 ? [text.normalize('NFC').trim()] : []
}
