import type { Content } from '../content/schema.ts'
import { addWorkingDays, createWorkTime, nextWorkingDay, rollForward, type WorkTime } from '../kernel/calendar.ts'
import { addDays, type Clock, type Day, dayOf, instantAt, isoVn } from '../kernel/time.ts'
import { textSource } from './import/source.ts'
import type { ImportResult } from './schema.ts'
import type { Dossiers } from './service.ts'

/** Province letters that no province has, so that no sample code is anybody's. */
const UNIT_CODE = 'H99.99.99'
const DIGITS = '1234'

/** The dossier that the trial banner invites to look up: still in process, with its last four digits. */
export const SAMPLE_TRY = { code: `${UNIT_CODE}-260102-0001`, digits: DIGITS }

type Stage =
  | 'new'
  | 'processing'
  | 'due-tomorrow'
  | 'late'
  | 'waiting'
  | 'paying'
  | 'ready'
  | 'ready-late'
  | 'returned'
  | 'withdrawn'
  | 'refused'
const STAGES: readonly Stage[] = [
  'processing',
  'returned',
  'due-tomorrow',
  'returned',
  'late',
  'waiting',
  'ready',
  'returned',
  'new',
  'returned',
  'processing',
  'ready-late',
  'returned',
  'paying',
  'returned',
  'withdrawn',
  'refused',
  'processing',
  'returned',
  'ready',
]
const PROCEDURES: ReadonlyArray<readonly [code: string, name: string, field: string, days: number]> = [
  ['1.001193', 'Thủ tục đăng ký khai sinh', 'Hộ tịch', 1],
  ['2.000815', 'Chứng thực bản sao từ bản chính', 'Chứng thực', 1],
  ['1.004873', 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân', 'Hộ tịch', 3],
  ['1.001612', 'Đăng ký thành lập hộ kinh doanh', 'Hộ kinh doanh', 3],
  ['1.014027', 'Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội', 'Bảo trợ xã hội', 10],
  ['1.013978', 'Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận lần đầu', 'Đất đai', 17],
]
const NAMES = ['Nguyễn Văn Mẫu', 'Trần Thị Thử', 'Lê Minh Ví Dụ', 'Phạm Hoa Thí Điểm', 'Hồ Văn Giả Định']
const STATUS: Record<Stage, string> = {
  new: 'Được tiếp nhận',
  processing: 'Đang xử lý',
  'due-tomorrow': 'Đang xử lý',
  late: 'Đang xử lý',
  waiting: 'Yêu cầu bổ sung giấy tờ',
  paying: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  ready: 'Đã xử lý xong',
  'ready-late': 'Đã xử lý xong',
  returned: 'Đã trả kết quả',
  withdrawn: 'Công dân yêu cầu rút hồ sơ',
  refused: 'Không được tiếp nhận',
}

/** Loads forty invented dossiers, all marked as samples, when the unit has none. Returns null when there were some already. */
export async function createSampleIfEmpty(
  dossiers: Dossiers,
  { clock, content }: { clock: Clock; content: Pick<Content, 'unit' | 'calendar'> },
): Promise<ImportResult | null> {
  if ((await dossiers.count()) > 0) return null
  const time = createWorkTime(content.calendar, content.unit.working)
  return dossiers.importFile(textSource(sampleFile(clock(), time)), { sample: true })
}

/** The samples as an NDJSON export, relative to `now` and the same for the same day. Codes are fixed; their day is no reception day. */
export function sampleFile(now: Date, time: WorkTime): string {
  const today = dayOf(now)
  return Array.from({ length: 40 }, (_, i) => {
    const stage = STAGES[i % STAGES.length] ?? 'processing'
    const [procedureCode, procedureName, field, days] = PROCEDURES[i % PROCEDURES.length] ??
      PROCEDURES[0] ?? ['', '', '', 1]
    const { received, due, finished, returned } = datesOf(stage, days, today, i, time)
    return JSON.stringify({
      code: i === 0 ? SAMPLE_TRY.code : `${UNIT_CODE}-260102-${String(i + 1).padStart(4, '0')}`,
      procedureCode,
      procedureName,
      sector: field,
      applicant: NAMES[i % NAMES.length],
      phone: `090000${DIGITS}`,
      status: STATUS[stage],
      channel: i % 3 === 0 ? 'Trực tiếp' : 'Trực tuyến',
      receivedDate: received,
      dueDate: due,
      finishedDate: finished,
      returnedDate: returned,
    })
  }).join('\n')
}

function datesOf(stage: Stage, days: number, today: Day, i: number, time: WorkTime) {
  const at = (day: Day, minute: number) => isoVn(instantAt(day, minute))
  const morning = (day: Day) => at(day, 8 * 60 + (i % 12) * 5)
  const back = (n: number) => lastWorkingDay(time, addDays(today, -n))
  const dueAfter = (day: Day, n = days) => isoVn(addWorkingDays(time, instantAt(day, 9 * 60), n))
  switch (stage) {
    case 'new':
      return dates(morning(back(0)), dueAfter(back(0), days + 2))
    case 'processing':
    case 'paying':
      return dates(morning(back(2)), at(rollForward(time, addDays(today, 3 + (i % 5))), 17 * 60))
    case 'due-tomorrow':
      return dates(morning(back(4)), at(nextWorkingDay(time, today), 17 * 60))
    case 'late':
      return dates(morning(back(20)), at(back(6), 17 * 60))
    case 'waiting':
      return dates(morning(back(5)), null)
    case 'withdrawn':
    case 'refused':
      return dates(morning(back(12)), dueAfter(back(12)))
    case 'ready':
      return dates(morning(back(6)), at(nextWorkingDay(time, today), 17 * 60), at(back(1), 10 * 60))
    case 'ready-late':
      return dates(morning(back(25)), at(back(12), 17 * 60), at(back(3), 15 * 60))
    case 'returned': {
      const received = back(30 + i)
      const done = lastWorkingDay(time, addDays(received, 1))
      return dates(morning(received), dueAfter(received), at(done, 14 * 60), at(nextWorkingDay(time, done), 9 * 60))
    }
  }
}

function dates(received: string, due: string | null, finished: string | null = null, returned: string | null = null) {
  return { received, due, finished, returned }
}

/** This day when it is a working day, else the last one before it. */
function lastWorkingDay(time: WorkTime, day: Day): Day {
  let candidate = day
  while (rollForward(time, candidate) !== candidate) candidate = addDays(candidate, -1)
  return candidate
}
