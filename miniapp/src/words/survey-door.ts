/** What home says of surveys; what stands behind the door has its own words (`survey.ts`). */
export const surveys = {
  mine: 'Phiếu khảo sát của tôi',
  begun: 'Làm dở, bấm để làm tiếp',
  changes: 'Bà con góp ý, xã đã làm',
  said: 'Bà con góp ý',
  done: 'Xã đã làm',
  open: 'Trả lời khảo sát của xã',
  rate: 'Đánh giá việc giải quyết hồ sơ này',
} as const
