import { Desk, type Procedure } from '../../procedures/schema.ts'
import type { Guide } from '../schema.ts'
import type { Tell } from './fault.ts'

/** How a body of each desk is named in a record's agency (cơ quan thực hiện). */
const NAMED: Record<Desk, RegExp> = {
  'one-stop': /UBND cấp xã|(?:ủy|uỷ) ban nhân dân (?:cấp )?(?:xã|phường)|một cửa|phục vụ hành chính công/iu,
  police: /công an/iu,
  military: /quân sự|bộ quốc phòng/iu,
  'social-insurance': /bảo hiểm xã hội|BHXH/iu,
  tax: /thuế/iu,
  customs: /hải quan/iu,
  'land-office': /đăng ký đất đai/iu,
  school: /cơ sở giáo dục|trường/iu,
  health: /y tế|bệnh viện/iu,
  other: /./u,
}

/**
 * The door a guide sends people to is the record's. The record's own desk is our reading of its field and agency, so a
 * guide that names another body which the agency line names too is right, and a vague door is only a warning.
 */
export function checkDesk(guide: Guide, record: Procedure | undefined, settled: boolean, tell: Tell): void {
  const desk = Desk.safeParse(guide.desk)
  if (!desk.success) {
    tell.error('desk', `nơi nộp ${guide.desk} không có; chỉ dùng: ${Desk.options.join(', ')}`)
    return
  }
  if (!record || settled || desk.data === record.desk) return
  const named = record.agency !== undefined && NAMED[desk.data].test(record.agency)
  if (named && desk.data !== 'other') return
  const agency = record.agency ? ` (cơ quan thực hiện: ${record.agency})` : ''
  const text = `hướng dẫn ghi ${desk.data}, bản ghi ghi ${record.desk}${agency}`
  const twoDoors = record.agency !== undefined && desk.data !== 'other' && record.desk !== 'other'
  if (twoDoors) tell.error('desk', text)
  else tell.warning('desk', text)
}
