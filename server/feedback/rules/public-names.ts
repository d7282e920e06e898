/** Names of persons in Vietnamese texts, by what stands before them or by how they begin. Patterns only: a text is never looked up. */

/** Begins and ends where a Vietnamese word does; `\b` knows only Latin letters without marks. */
const START = '(?<![\\p{L}\\p{N}])'
const END = '(?![\\p{L}\\p{N}])'
/** A capitalised word that is no abbreviation (UBND, CCCD). */
const CAPITAL = "(?!\\p{Lu}{2,}(?!\\p{Ll}))\\p{Lu}[\\p{Ll}\\p{M}']*"

const HONORIFICS =
  'ông bà anh chị cô chú bác cháu em cậu dì mợ thím dượng thầy cụ bé bạn con vợ chồng o mệ ôn mẹ cha bố ba má ong chi chu bac chau cau di thay cu be'.split(
    ' ',
  )
const TITLES =
  'cán bộ|công chức|viên chức|nhân viên|chủ tịch|phó chủ tịch|bí thư|trưởng thôn|thôn trưởng|trưởng ấp|trưởng xóm|trưởng bản|tổ trưởng|trưởng khu phố|kế toán|thủ quỹ|văn thư|hiệu trưởng|trạm trưởng|công an viên|giám đốc|hội trưởng|hàng xóm|nhà|can bo|truong thon|chu tich|to truong|nhan vien'.split(
    '|',
  )
const FAMILIES =
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Lâm Đoàn Trịnh Tạ Châu Quách Thạch Kiều Lương Phùng Tô Tống Đào Đàm Triệu Hứa Nông Lò Giàng Vàng Ksor Siu Nguyen Tran Le Pham Hoang Huynh Vu Vo Dang Bui Do Ho Ngo Duong Dinh Truong Trinh'.split(
    ' ',
  )
/** Middle names that tell a name even in small letters. */
const MIDDLES = 'văn thị ngọc đức quốc hữu đình xuân thanh minh hồng kim van thi ngoc duc quoc huu dinh hong'.split(' ')
/** Capitalised words that begin no person's name. */
const BODIES =
  'Trung Ủy Uỷ Công Bộ Mặt Hội Đảng Nhà Việt Sở Phòng Ban Quầy Một Thôn Xã Phường Tổ Ấp Đoàn Trạm Trường Cục Chi Xóm Bản Khu Huyện Tỉnh Đội Tòa Viện Trụ Văn Uy Trung Cong Hoi'.split(
    ' ',
  )
/** Names after these are of places. */
const PLACES =
  'đường|phố|trường|cầu|chợ|hẻm|ngõ|khu|công viên|bệnh viện|thôn|xóm|làng|bản|ấp|xã|phường|tỉnh|huyện|sông|suối|hồ|núi|đình|chùa|quảng trường|thcs|thpt|tiểu học|mầm non|duong|cau|truong|hem|ngo'.split(
    '|',
  )

const any = (list: string[]) =>
  `(?:${list.map((one) => `[${one[0]?.toUpperCase()}${one[0]}]${one.slice(1)}`).join('|')})`
const names = (least: number) => `${CAPITAL}(?:[ \\t]+${CAPITAL}){${least - 1},3}`
const noPlace = `(?<!${any(PLACES)}[ \\t]+)`
const noBody = `(?!(?:${BODIES.join('|')})${END}(?![ \\t]+(?:${FAMILIES.join('|')})))`

/** `ông Tư`, `chị Nguyễn Thị Hạnh`, `trưởng thôn Nguyễn Văn B`: what follows the honorific or the office. */
const CALLED = new RegExp(
  `${noPlace}${START}(${any([...TITLES, ...HONORIFICS])}(?:[ \\t]+(?:${any(TITLES)}|${any(HONORIFICS)})){0,2})[ \\t]+${noBody}${names(1)}${END}`,
  'gu',
)
/** `Nguyễn Văn An` without an honorific. */
const FULL = new RegExp(`${noPlace}${START}(?:${FAMILIES.join('|')})(?:[ \\t]+${CAPITAL}){1,3}${END}`, 'gu')
/** `nguyen van an`, `NGUYỄN THỊ B`: a family name and a middle name that hardly mean anything else. */
const SMALL = new RegExp(
  `${START}(?:${FAMILIES.join('|')})[ \\t]+(?:${MIDDLES.join('|')})[ \\t]+\\p{L}+${END}([ \\t]+\\p{L}+${END})?`,
  'giu',
)
const STOPS =
  'ở|là|sinh|số|làm|và|của|nhà|cho|bị|đã|cư|hiện|trú|tại|sdt|sđt|o|la|lam|va|so|bi|da|nha|tai|thuộc|đang|có|không|mà|thì|nên|vì'
/** `tên là …`, `họ và tên: …`: up to four words, however they are written. */
const NAMED = new RegExp(
  `${START}(h[ọo] (?:v[àa] )?t[êe]n|t[êe]n(?: (?:t[ôo]i|em|con|ch[áa]u|anh [ấa]y|[ôo]ng [ấa]y|b[àa] [ấa]y|ch[ịi] [ấa]y))? l[àa]|(?:t[ôo]i|em|con t[ôo]i|ch[áa]u) t[êe]n(?: l[àa])?)([ \\t]*:)?[ \\t]*(?:(?!(?:${STOPS})${END})\\p{L}[\\p{L}\\p{M}']*(?:[ \\t]+|${END})){1,4}`,
  'giu',
)

/** Replaces names; what stands before a name stays, so that the sentence can be read. */
export function withoutNames(text: string, gone: string): string {
  return text
    .replace(
      NAMED,
      (found: string, before: string, colon = '') => `${before}${colon} ${gone}${/[ \t]$/.test(found) ? ' ' : ''}`,
    )
    .replace(CALLED, `$1 ${gone}`)
    .replace(FULL, gone)
    .replace(SMALL, (_, next: string | undefined) => gone + (next && !/^\s+\p{Lu}/u.test(next) ? next : ''))
}
