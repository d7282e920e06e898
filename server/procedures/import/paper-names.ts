import { clean } from '../../kernel/text.ts'
import { balance, capAt } from './words.ts'

const LONGEST_NAME = 220
const LONGEST_CONDITION = 90

// conditions that recur, in our words
const CONDITIONS: Array<[RegExp, string]> = [
  [
    /ủy quyền (?:cho người khác )?thực hiện|trường hợp ủy quyền|ủy quyền cho người khác|nếu[^.]{0,20}ủy quyền/i,
    'khi ủy quyền cho người khác',
  ],
  [/nộp hồ sơ theo hình thức trực tiếp hoặc gửi hồ sơ qua hệ thống bưu chính/i, 'nộp trực tiếp hoặc qua bưu chính'],
  [/nộp hồ sơ theo hình thức trực tiếp|nếu nộp trực tiếp/i, 'nộp trực tiếp'],
  [/nộp hồ sơ theo hình thức trực tuyến|hướng dẫn trên Cổng dịch vụ công|nếu nộp trực tuyến/i, 'nộp trực tuyến'],
  [
    /không thể khai thác được thông tin|chưa khai thác được|không khai thác được/i,
    'khi không tra cứu được trong cơ sở dữ liệu',
  ],
  [/\(nếu có\)|nếu có\s*$/i, 'nếu có'],
]

// what explains a paper after its name
const TAILS = [
  /\s*,?\s*(?:theo|được|đã được|thuộc đối tượng|nêu|thuộc trường hợp)?\s*(?:quy định|hướng dẫn) (?:tại|ở|trong|của) (?:các )?(?:điểm|khoản|điều|mục|phụ lục|luật|nghị|thông|pháp luật|bộ luật|chính phủ|quyết định)[\s\S]*$/iu,
  /\s*,?\s*(?:được )?(?:ban hành )?kèm theo (?:Nghị|Thông|Quyết|Luật)[\s\S]*$/iu,
  /\s*,?\s*theo (?:các )?(?:chỉ tiêu|tiêu chí|mẫu số|mẫu biểu|mẫu \d|mẫu [A-ZĐ]{1,4}\d|phụ lục)[\s\S]*$/iu,
  /\s*,?\s*theo quy định(?: của pháp luật)?(?:\s*|\p{L}[\s\S]*)$/iu,
  /\s*,?\s*theo mẫu (?:quy định )?(?:tại|của) [\s\S]*$/iu,
  /\s*,?\s*được khai thác (?:trong|từ|trên)[\s\S]*$/iu,
  /\s+để chứng minh[\s\S]*$/iu,
  /\s*,?\s*(?:bao )?gồm(?: một trong)?(?: các)?[^:;]{0,60}(?::[\s\S]*|)$/iu,
  /\s*[:,]\s*(?:nộp )?\d{1,2} (?:bản|bộ)[\s\S]*$/iu,
  /\s*,\s*trong đó[\s\S]*$/iu,
  /\s*:\s*[+*-][\s\S]*$/u,
  /\s+được cấp\s*$/iu,
]

/** `Trường hợp A thì phải nộp B`, `Đối với A: B` → condition A, rest B; other texts come back whole. */
export function whenThen(text: string): { condition?: string; rest: string } {
  const named =
    /^(?:đối với|trường hợp)\s+(?:các\s+|\(\d\):\s*)?([^:;.]{3,160}?)\s*:\s*(\p{L}{2}[^:]{6,}(?::[\s\S]*)?)$/iu.exec(
      text,
    )
  if (named?.[1] && named[2] && !/^(?:thực hiện|người|có văn bản)/i.test(named[2])) {
    return { condition: capAt(clean(named[1]), LONGEST_CONDITION), rest: named[2] }
  }
  const start = '^(?:trong )?(?:trường hợp|nếu)\\s+'
  const give = '(?:nộp(?!\\s+(?:thuế|tiền))|xuất trình|gửi kèm|gửi|bổ sung)(?:\\s+(?:thêm|lại|kèm theo|bổ sung))*'
  const must =
    '(?:phải|cần)\\s+(?:có|kèm theo|nộp|xuất trình|gửi kèm|gửi|bổ sung)(?:\\s+(?:thêm|lại|kèm theo|bổ sung))*'
  const then = new RegExp(
    `${start}([^.;]{3,240}?)\\s*,?\\s+thì\\s+(?:[^.;,]{0,60}?\\s)?(?:${must}|${give})\\s+(.{6,})$`,
    'isu',
  )
  const comma = new RegExp(`${start}([^.;]{3,200}?)\\s*,\\s*(?:[^.;,]{0,60}?\\s)?${must}\\s+(.{6,})$`, 'isu')
  const bare = new RegExp(`${start}([^.;,]{3,160}?)\\s+${must}\\s+(.{6,})$`, 'isu')
  const match = then.exec(text) ?? comma.exec(text) ?? bare.exec(text)
  if (!match?.[1] || !match[2] || /^(?:hồ sơ (?:về|qua|tại|cho)|về|qua|tại|cho|đủ|đầy đủ)\s/i.test(match[2]))
    return { rest: text }
  return { condition: capAt(clean(match[1]), LONGEST_CONDITION), rest: match[2] }
}

/** The name that a sentence about a paper begins with, without explanations, and the condition it may hold. */
export function paperName(sentence: string): { name: string; condition?: string } {
  const known = CONDITIONS.find(([pattern]) => pattern.test(sentence))?.[1]
  const plain = clean(
    sentence.replace(
      /\s*\((?:nếu có|nếu người có yêu cầu[^()]*|sau đây gọi[^()]*|do người yêu cầu[^()]*|[^()]{46,})\)/gi,
      '',
    ),
  )
  // a choice among papers is the name itself
  if (/^một trong/i.test(plain)) return { name: tidy(plain), ...(known ? { condition: known } : {}) }
  const when =
    /\s*,?\s+(?:trong trường hợp|đối với (?:trường hợp )?|áp dụng (?:đối với|cho) (?:trường hợp )?|nếu )\s*([^()]{3,})$/iu.exec(
      plain,
    )
  const cut = when && when.index > 12 ? plain.slice(0, when.index) : plain
  const own = when && when.index > 12 ? shorten(clean(when[1] ?? '')) : ''
  const condition = known ?? (own.length > 3 ? capAt(own, LONGEST_CONDITION) : undefined)
  return { name: tidy(shorten(cut)), ...(condition ? { condition } : {}) }
}

/** Cuts what explains a name after it: `… theo quy định tại Điều 5`. */
export function shorten(text: string): string {
  return TAILS.reduce((rest, tail) => {
    const shorter = rest.replace(tail, '').trim()
    return shorter.length >= 14 || shorter === rest ? shorter : rest
  }, text)
}

function tidy(text: string): string {
  const bare = clean(text)
    .replace(/^(?:nộp(?! thuế)|xuất trình|gửi)\s+(?=\p{L})/iu, '')
    .replace(/^0?1\s+(?=\p{Ll})/u, '')
    .replace(/\s+([,;.])/g, '$1')
    .replace(/[\s;:,.–+-]+$/, '')
  return capAt(
    balance(bare).replace(/^./u, (letter) => letter.toUpperCase()),
    LONGEST_NAME,
  )
}

/** Number of the form named in a text: `Mẫu số 01/BĐS` → `Mẫu 01/BĐS`, `NA17`, `CT01`. */
export function formOf(text: string): string | undefined {
  const match =
    /(?<!\p{L})mẫu(?: số| đơn)?:?\s+((?:[A-ZĐ]{1,6}\d{1,3}|\d{1,2}[a-zđ]?)(?:[/-][A-ZĐa-zđ0-9]+)*)(?=[\s,.;)]|$)/iu.exec(
      text,
    )
  if (match?.[1]) return `Mẫu ${match[1]}`
  const code = /(?<![\p{L}\d])(CT0\d[a-z]?|NA\d{1,2}|DC0\d|CC0\d|TK0\d|ĐKX\d{1,2})(?![\p{L}\d])/u.exec(text)
  return code?.[1] ? `Mẫu ${code[1]}` : undefined
}
