import type { Desk } from '../schema.ts'

/** Otherwise, whose field it is decides the door, whatever bodies the record names. First match wins. */
const BY_FIELD: Array<[RegExp, Desk]> = [
  [/liên thông/i, 'one-stop'],
  [/hải quan/i, 'customs'],
  [/^thuế$|quản lý thuế/i, 'tax'],
  [
    /cư trú|căn cước|định danh và xác thực|phương tiện giao thông cơ giới|xuất nhập cảnh|vũ khí|con dấu|an ninh[, ]|trật tự|lý lịch tư pháp|giấy phép lái xe|phòng cháy|công an nhân dân|cai nghi[êệ]n|bảo vệ dữ liệu cá nhân|giao thông đường bộ/i,
    'police',
  ],
  [/nghĩa vụ quân sự|dân quân tự vệ|quân sự|động viên/i, 'military'],
  [/bhxh|bhyt|bảo hiểm y tế|bảo hiểm xã hội|sổ bhxh/i, 'social-insurance'],
]

/** Otherwise the body that does it decides, the first that fits; what names UBND cấp xã goes to the one-stop desk. */
const BY_AGENCY: Array<[RegExp, Desk]> = [
  [
    /UBND cấp xã|(?:ủy|uỷ) ban nhân dân (?:cấp )?(?:xã|phường)|chủ tịch UBND cấp xã|(?<!(?:công an|quân sự) )cấp xã(?!\p{L})/iu,
    'one-stop',
  ],
  [/hải quan/i, 'customs'],
  [/công an/i, 'police'],
  [/chỉ huy quân sự|bộ quốc phòng|quân khu/i, 'military'],
  [/bảo hiểm xã hội/i, 'social-insurance'],
  [/thuế (?:tỉnh|cơ sở)|cục thuế/i, 'tax'],
  [/văn phòng đăng ký đất đai/i, 'land-office'],
  [/cơ sở giáo dục|trường (?:mầm non|tiểu học|trung học)/i, 'school'],
  [/trạm y tế|bệnh viện|cơ sở khám bệnh/i, 'health'],
  [/kho bạc|cảng vụ|cục hàng hải|tòa án|toà án|cục đăng kiểm|ngân hàng/i, 'other'],
]

/** Fields whose door is known even when no body is named. */
const OTHERWISE: Array<[RegExp, Desk]> = [
  [/kho bạc|tòa án|toà án|hàng hải/i, 'other'],
  [/giáo dục (?:mầm non|tiểu học|trung học)|văn bằng/i, 'school'],
]

/**
 * What UBND cấp xã does alone is handed in at its desk, whatever its field. Its chairman (Chủ tịch) is no such sign: he decides on
 * what others receive, as in 3.000527, where the police do.
 */
const DOES_ALONE = 'UBND cấp xã'

/** Where a citizen goes for a procedure of this field, done by this agency (cơ quan thực hiện). */
export function deskOf(field: string, agency: string | undefined, name = ''): Desk {
  if (agency === DOES_ALONE) return 'one-stop'
  const byField = BY_FIELD.find(([pattern]) => pattern.test(field))?.[1]
  if (byField) return byField
  const body = agency ?? ''
  if (body === '' && /con dấu|tài khoản định danh|an ninh, trật tự|pháo hoa|^(?:mở |khóa ).*căn cước/i.test(name))
    return 'police'
  const byAgency = BY_AGENCY.find(([pattern]) => pattern.test(body))?.[1]
  return byAgency ?? OTHERWISE.find(([pattern]) => pattern.test(field))?.[1] ?? 'one-stop'
}
