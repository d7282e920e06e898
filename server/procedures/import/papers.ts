import { clean, fold } from '../../kernel/text.ts'
import type { Paper, PaperGroup } from '../schema.ts'
import { distinct, type Warning } from './draft.ts'
import { formOf, paperName, whenThen } from './paper-names.ts'
import { capAt, firstSentence, unbullet } from './words.ts'

const LONGEST_CASE = 140

/** A line of the source's paper table. */
export type RawPaper = {
  name: string
  original?: number | undefined
  copy?: number | undefined
  form?: string | undefined
}

// notes that pose as papers
const NOTE =
  /^(?:(?:lưu ý|ghi chú|ví dụ|chú ý)(?!\p{L})|cán bộ|công chức|người tiếp nhận|cơ quan (?:đăng ký|tiếp nhận|chi trả|có thẩm quyền)[^,]{0,80}(?:có trách nhiệm|thực hiện|tra cứu|từ chối|yêu cầu|xác định)|cá nhân có quyền|đối với giấy tờ|việc xác định|giá trị sử dụng của|nếu bên|trong thời hạn|trong hồ sơ|sau khi|khi |chậm nhất|mỗi lần|ngoài (?:các|giấy|số|hồ)|trừ (?:trường hợp|khi)|t(?:uỳ|ùy) (?:từng )?trường hợp|như thủ tục|thực hiện (?:theo|việc)|thủ tục về|thủ tướng|làm đồng thời|(?:số lượng|SL) |không (?:quy định|có|yêu cầu)|thành phần hồ sơ|hồ sơ (?:gồm|nộp|về cơ quan)|các thông tin)/iu
const SUBJECT =
  /^(?:người (?:có )?(?:yêu cầu|tiếp nhận|đề nghị|nộp|khai)|cha, mẹ|cá nhân|công dân|tổ chức, cá nhân|chủ hộ|doanh nghiệp|người ủy quyền|người nước ngoài|người được|người đại diện|người tham gia)[^.;]*\s(?:có trách nhiệm|chịu trách nhiệm|thực hiện việc|có thể|được|phải|cung cấp|gửi hồ sơ|nộp kèm)\s/iu
const VERBS = /(?<!\p{L})(?:thì|phải|có trách nhiệm|không được|được phép|từ chối|chịu trách nhiệm)(?!\p{L})/iu
const CONDITIONAL = /^(?:trong )?(?:trường hợp|nếu|đối với)(?!\p{L})/iu

/** Cleans the papers of one group. Notes and junk are dropped; what is dropped though it was counted is warned about. */
export function paperGroup(groupName: string, raw: RawPaper[]): { group: PaperGroup | null; warnings: Warning[] } {
  const title = unbullet(groupName).replace(/,? (?:hồ sơ )?(?:bao )?gồm(?: có)?$/i, '')
  if (/^lưu ý/i.test(title)) return { group: null, warnings: [] }
  const mode = /xuất trình/i.test(title) ? 'show' : /nộp/i.test(title) ? 'submit' : undefined
  const warnings: Warning[] = []
  const items: Paper[] = []
  for (const line of raw) {
    const paper = cleanPaper(line)
    if (paper) items.push(mode ? { ...paper, mode: paper.mode ?? mode } : paper)
    else if ((line.original ?? 0) + (line.copy ?? 0) > 0) {
      warnings.push({ about: 'papers', text: `bỏ dòng không phải tên giấy tờ: “${capAt(unbullet(line.name), 50)}”` })
    }
  }
  if (items.length === 0) return { group: null, warnings }
  const all =
    mode !== undefined &&
    /^(?:người (?:yêu cầu|có yêu cầu)|các giấy tờ|giấy tờ|hồ sơ phải|xuất trình|phải)(?!.*(?:đối với|trường hợp))/i.test(
      title,
    )
  const plain = title === '' || all || /^(?:thành phần )?hồ sơ(?: gồm)?$/i.test(title)
  return { group: { ...(plain ? {} : { case: shortCase(title) }), items: distinct(items) }, warnings }
}

function shortCase(title: string): string {
  const words = title.replace(/^(?:đối với |trong )?(?:các )?(?:trường hợp )?(?=\p{L}{2})/iu, '')
  return capAt(
    words.replace(/^./u, (letter) => letter.toUpperCase()),
    LONGEST_CASE,
  )
}

/** The paper's name, counts and condition, or null when the line is a note, a heading or junk. */
export function cleanPaper({ name: text, original, copy, form }: RawPaper): Paper | null {
  const whole = unbullet(
    text
      .replace(/\u200e/g, '')
      .split('\n')
      .find((line) => clean(line) !== '') ?? '',
  )
  if (isJunk(whole) || NOTE.test(whole) || SUBJECT.test(whole)) return null
  const uncounted = (original !== undefined || copy !== undefined) && (original ?? 0) + (copy ?? 0) === 0
  const split = whenThen(whole)
  const first = firstSentence(split.rest)
  const heading = /:\s*$/.test(clean(text))
  if (uncounted && (VERBS.test(first) || heading || CONDITIONAL.test(whole))) return null
  if (!split.condition && CONDITIONAL.test(whole)) return null
  const { name, condition } = paperName(first)
  if (name.length < 5 || isJunk(name)) return null
  const said = split.condition ?? condition
  const formName = formOf(first) ?? form
  return {
    name,
    ...(original ? { original } : {}),
    ...(copy ? { copy } : {}),
    ...(formName ? { form: formName } : {}),
    ...(/^xuất trình/i.test(whole) ? { mode: 'show' as const } : {}),
    ...(said ? { condition: said } : {}),
  }
}

function isJunk(text: string): boolean {
  if (text.length < 4) return true
  // real names have several words; `auuyii` and the like have one, unaccented
  return !/\s/.test(text) && fold(text) === text.toLowerCase() && !/\d/.test(text)
}
