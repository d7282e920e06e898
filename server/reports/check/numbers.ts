/** A number as written in a report, with where it stands. `bad`: its groups of thousands are not groups of three. */
export type Written = {
  text: string
  value: number
  at: number
  end: number
  percent: boolean
  decimals: number
  bad: boolean
}

const NUMBER = /(?<![\w.-])(\d{1,3}(?:\.\d+)+|\d+)(?:,(\d+))?(\s?%)?(?![\w/-]*\/(?:KH|QĐ|BC|UBND|NĐ|TT|CT|NQ)|\/\d{4})/g

/** Every number of a text that counts something: no dates, no document numbers, no ordinals of sections. */
export function numbersOf(text: string): Written[] {
  const plain = masked(text)
  return [...plain.matchAll(NUMBER)].map((match) => {
    const [whole = '', body = '', decimals = '', percent] = match
    const groups = body.split('.')
    const bad = groups.length > 2 && groups.slice(1).some((group) => group.length !== 3)
    return {
      text: whole.trim(),
      value: Number(`${groups.join('')}.${decimals || 0}`),
      at: match.index,
      end: match.index + whole.length,
      percent: percent !== undefined,
      decimals: decimals.length,
      bad,
    }
  })
}

/** Dates, years, document numbers and section numbers give way to spaces of the same length. */
function masked(text: string): string {
  const blank = (part: string) => ' '.repeat(part.length)
  return text
    .replace(/\d{1,2}\s*\/\s*\d{1,2}\s*\/\s*\d{2,4}/g, blank)
    .replace(/ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(\s+năm\s+\d{4})?/gi, blank)
    .replace(/(?:năm|tháng|quý|nhiệm kỳ|giai đoạn|kỳ)\s+\d{1,4}(?:\s*[-–]\s*\d{4})?/gi, blank)
    .replace(/\d+(?:\/\d{4})?\s*\/\s*[A-ZĐ][A-ZĐ]*(?:\s*[-–]\s*[A-ZĐ]+)*/g, blank)
    .replace(/(?:Điều|khoản|mức độ|mức|ISO|TCVN)\s+\d+(?:\s*[:,-]\s*\d+)*/g, blank)
    .replace(/^[\s#*]*\d+(?:\.\d+)*[.)]?(?=[\s*])/gm, blank)
}
