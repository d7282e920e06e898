import { LookupAnswer } from '../../server/dossiers/schema.ts'

const day = (offset: number) => new Date(Date.now() + offset * 24 * 3600_000).toISOString().slice(0, 10)

const open = (code: string, more: object) =>
  LookupAnswer.parse({
    code,
    status: 'processing',
    statusText: 'Đang giải quyết',
    dueAt: `${day(9)}T17:00:00+07:00`,
    verified: true,
    procedure: 'Đăng ký khai sinh',
    procedureCode: '1.001193',
    applicant: 'Nguyễn Thị H***',
    department: 'Bộ phận tư pháp - hộ tịch',
    receivedAt: `${day(-3)}T08:15:00+07:00`,
    next: 'Anh/chị không phải làm gì thêm. Xong thì xã báo.',
    timeline: [
      { at: `${day(-3)}T08:15:00+07:00`, text: 'Tiếp nhận hồ sơ' },
      { at: `${day(-2)}T00:00:00+07:00`, text: 'Hồ sơ đang được giải quyết', dateOnly: true },
    ],
    dateOnly: [],
    ...more,
  })

/** Sample dossiers by code; the four digits of all of them are 4321. */
export const DOSSIERS = [
  open('H99.99.99-261110-0001', {}),
  open('H99.99.99-261101-0002', { dueAt: `${day(-4)}T17:00:00+07:00`, late: { workingDays: 3 } }),
  open('H99.99.99-261105-0003', {
    status: 'waiting',
    statusText: 'Chờ anh/chị bổ sung giấy tờ',
    next: 'Xin nộp thêm giấy chứng sinh tại quầy.',
  }),
  open('H99.99.99-261020-0004', {
    status: 'returned',
    statusText: 'Đã trả kết quả',
    finishedAt: `${day(-6)}T10:00:00+07:00`,
    returnedAt: `${day(-5)}T00:00:00+07:00`,
    dateOnly: ['returnedAt'],
    next: 'Hồ sơ đã xong.',
  }),
]
export const DIGITS = '4321'
