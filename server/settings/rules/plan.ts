import type { Section } from '../schema.ts'

/** One thing to fill in. `lines`: a list with one entry a line; `days`: weekdays to tick. */
export type Leaf = {
  name: string
  label: string
  as: 'line' | 'phone' | 'day' | 'time' | 'number' | 'choice' | 'tick' | 'lines' | 'days' | 'hidden'
  hint?: string
  options?: ReadonlyArray<{ value: string; label: string }>
  /** Left out when empty; a number is null then. */
  optional?: boolean
  /** Long enough to have a line of its own. */
  wide?: boolean
}

/** Things that stand together: of one object, or of each row of a list. `at`: where in the value, '' = at its top. */
export type Part = {
  title: string
  at: string
  leaves: readonly Leaf[]
  hint?: string
  rows?: {
    /** What one row is called. */
    one: string
    /** By which leaf a row is known again when two versions are compared; null = by its place. */
    key: string | null
    /** Rows can be put in order by hand. */
    order?: boolean
    /** No row may come or go. */
    fixed?: boolean
    /** Each row is folded up to one line of these. */
    folded?: readonly string[]
  }
}
export type Plan = { title: string; about: string; parts: readonly Part[] }

const line = (name: string, label: string, more: Partial<Leaf> = {}): Leaf => ({ name, label, as: 'line', ...more })
const source = line('source', 'Căn cứ', { hint: 'Văn bản, điều khoản. Người dân đọc được.', wide: true })
const verified: Leaf = { name: 'verified', label: 'Đã đối chiếu văn bản', as: 'tick' }

/** Words of this commune that a plan needs: the kinds of the hotline and the shares that may be a target. */
export type PlanWords = {
  kinds: ReadonlyArray<{ value: string; label: string }>
  indicators: ReadonlyArray<{ value: string; label: string }>
}

/** A section's form: what is asked, in which order, with which words. The same words name a change. */
export function planOf(section: Section, words: PlanWords): Plan {
  switch (section) {
    case 'desk':
      return {
        title: 'Nơi tiếp, giờ làm việc ghi cho người dân',
        about: 'Tên, địa chỉ, giờ và lịch tiếp công dân như người dân đọc trên chat, ứng dụng.',
        parts: [
          {
            title: 'Nơi tiếp',
            at: '',
            leaves: [
              line('name', 'Tên nơi tiếp', { wide: true }),
              line('address', 'Địa chỉ', { wide: true }),
              line('map', 'Đường dẫn bản đồ', {
                optional: true,
                wide: true,
                hint: 'Không bắt buộc; bắt đầu bằng https://',
              }),
              {
                name: 'hours',
                label: 'Giờ làm việc',
                as: 'lines',
                hint: 'Mỗi dòng một ý, ghi như muốn người dân đọc.',
              },
              { name: 'reception', label: 'Lịch tiếp công dân', as: 'lines', hint: 'Mỗi dòng một lịch.' },
            ],
          },
        ],
      }
    case 'hotlines':
      return {
        title: 'Đường dây nóng, công an',
        about: 'Số đứng đầu là số được nêu trong mọi câu “xin gọi…”.',
        parts: [
          {
            title: 'Đường dây nóng',
            at: 'hotlines',
            rows: { one: 'Đường dây', key: 'label', order: true },
            leaves: [
              line('label', 'Tên'),
              { name: 'phone', label: 'Số điện thoại', as: 'phone' },
              line('note', 'Ghi chú', { optional: true, hint: 'Ví dụ: Giờ hành chính.' }),
            ],
          },
          {
            title: 'Công an xã',
            at: 'police',
            leaves: [
              line('name', 'Tên'),
              line('address', 'Địa chỉ'),
              { name: 'phone', label: 'Số điện thoại', as: 'phone' },
              { name: 'hours', label: 'Giờ tiếp dân', as: 'lines', optional: true },
            ],
          },
        ],
      }
    case 'hours':
      return {
        title: 'Giờ làm việc để tính hạn',
        about: 'Mọi thời hạn tính theo giờ và ngày làm việc này (NĐ 61/2018 Đ.18, Đ.19).',
        parts: [
          {
            title: 'Giờ trong ngày',
            at: 'windows',
            rows: { one: 'Khoảng', key: null },
            leaves: [
              { name: '0', label: 'Từ', as: 'time' },
              { name: '1', label: 'Đến', as: 'time' },
            ],
          },
          {
            title: 'Ngày và giờ chốt',
            at: '',
            leaves: [
              { name: 'weekdays', label: 'Ngày làm việc trong tuần', as: 'days', options: WEEKDAYS },
              {
                name: 'handoverCutoff',
                label: 'Giờ chốt nhận',
                as: 'time',
                hint: 'Nhận sau giờ này thì tính từ ngày làm việc sau. NĐ 61/2018 Đ.18.2 lấy mốc 15:00.',
              },
            ],
          },
        ],
      }
    case 'clocks':
      return {
        title: 'Thời hạn đường dây nóng, bộ phận',
        about: 'Trả lời trong bao nhiêu ngày làm việc, căn cứ nào, bộ phận nào xử lý.',
        parts: [
          ...words.kinds.map(({ value, label }) => ({
            title: label,
            at: `clocks.${value}`,
            leaves: [
              { name: 'answer', label: 'Trả lời trong (ngày làm việc)', as: 'number' as const },
              {
                name: 'transfer',
                label: 'Chuyển trong (ngày làm việc)',
                as: 'number' as const,
                optional: true,
                hint: 'Bỏ trống nếu không có hạn chuyển.',
              },
              source,
              verified,
            ],
          })),
          {
            title: 'Bộ phận xử lý',
            at: 'departments',
            rows: { one: 'Bộ phận', key: 'id', fixed: true },
            leaves: [
              { name: 'id', label: 'Mã', as: 'hidden' },
              line('name', 'Tên bộ phận'),
              {
                name: 'phone',
                label: 'Số điện thoại',
                as: 'phone',
                optional: true,
                hint: 'Bỏ trống thì dùng đường dây nóng đầu tiên.',
              },
            ],
          },
        ],
      }
    case 'reports':
      return {
        title: 'Chỉ tiêu và báo cáo',
        about: 'Chỉ tiêu để so sánh, kỳ báo cáo, người ký, nơi nhận.',
        parts: [
          {
            title: 'Kỳ báo cáo',
            at: 'periods',
            leaves: [
              { name: 'cutoff', label: 'Cách chốt số liệu', as: 'choice', options: CUTOFFS, wide: true },
              line('source', 'Căn cứ', { wide: true }),
              verified,
            ],
          },
          {
            title: 'Chỉ tiêu',
            at: 'targets',
            rows: { one: 'Chỉ tiêu', key: 'indicator', folded: ['indicator', 'atLeast', 'verified'] },
            leaves: [
              { name: 'indicator', label: 'Chỉ số', as: 'choice', options: words.indicators, wide: true },
              { name: 'atLeast', label: 'Ít nhất (%)', as: 'number' },
              line('source', 'Căn cứ', { wide: true }),
              verified,
            ],
          },
          {
            title: 'Người ký',
            at: 'signer',
            leaves: [
              line('authority', 'Thẩm quyền ký', { hint: 'Ví dụ: TM. ỦY BAN NHÂN DÂN' }),
              line('title', 'Chức vụ'),
              line('name', 'Họ tên', { hint: 'Bỏ trống để ký tay.' }),
            ],
          },
          {
            title: 'Nơi nhận',
            at: '',
            leaves: [{ name: 'recipients', label: 'Nơi nhận', as: 'lines', hint: 'Mỗi dòng một nơi.' }],
          },
        ],
      }
    case 'hamlets':
      return {
        title: 'Thôn, tổ dân phố',
        about: 'Người dân chọn nơi xảy ra việc từ danh sách này.',
        parts: [
          {
            title: 'Danh sách',
            at: '',
            leaves: [
              {
                name: 'hamlets',
                label: 'Thôn, tổ dân phố',
                as: 'lines',
                hint: 'Mỗi dòng một tên. Bỏ trống thì người dân tự ghi nơi xảy ra.',
              },
            ],
          },
        ],
      }
    default:
      return {
        title: `Ngày nghỉ, ngày làm bù năm ${section.slice(-4)}`,
        about: 'Chỉ ghi ngày khác lịch tuần thường: ngày lễ được nghỉ, ngày cuối tuần phải làm bù.',
        parts: [
          {
            title: 'Các ngày',
            at: 'days',
            rows: { one: 'Ngày', key: 'date', folded: ['date', 'kind', 'name', 'status'] },
            leaves: [
              { name: 'date', label: 'Ngày', as: 'day' },
              { name: 'kind', label: 'Là ngày', as: 'choice', options: DAY_KINDS },
              line('name', 'Tên, lý do', { wide: true }),
              { name: 'status', label: 'Mức chắc chắn', as: 'choice', options: STATUSES },
              line('source', 'Căn cứ', { hint: 'Số, ngày thông báo hoặc điều luật.', wide: true }),
            ],
          },
        ],
      }
  }
}

const WEEKDAYS = [
  { value: '1', label: 'Thứ Hai' },
  { value: '2', label: 'Thứ Ba' },
  { value: '3', label: 'Thứ Tư' },
  { value: '4', label: 'Thứ Năm' },
  { value: '5', label: 'Thứ Sáu' },
  { value: '6', label: 'Thứ Bảy' },
  { value: '0', label: 'Chủ nhật' },
]
const CUTOFFS = [
  { value: 'calendar', label: 'Trọn tháng' },
  { value: 'day-15', label: 'Từ ngày 15 tháng trước đến ngày 14 (NĐ 09/2019)' },
]
const DAY_KINDS = [
  { value: 'off', label: 'Nghỉ' },
  { value: 'work', label: 'Làm bù' },
]
const STATUSES = [
  { value: 'official', label: 'Có thông báo' },
  { value: 'statutory', label: 'Theo luật' },
  { value: 'unverified', label: 'Chưa đối chiếu văn bản' },
  { value: 'estimate', label: 'Dự kiến, chưa có thông báo' },
]
