/** The door *Phản ánh*; what stands behind it has its own words (`feedback.ts`), loaded with it. */
export const feedback = {
  title: 'Phản ánh với xã',
  lead: 'Rác, đèn, đường, tiếng ồn, thái độ phục vụ, góp ý, khen hay câu hỏi: xã tiếp nhận, có hẹn ngày trả lời.',
  write: 'Viết phản ánh',
  goOn: 'Viết tiếp phản ánh dở',
  mine: 'Phản ánh của tôi',
  all: 'Xem hết phản ánh của tôi',
  due: 'Hẹn trả lời',
  asked: 'Xã đang hỏi thêm',
  paused: 'Chờ anh/chị trả lời',
  forget: 'Bỏ',
  forgetLabel: (code: string) => `Bỏ phản ánh ${code} khỏi máy này`,
  forgotten: 'Đã bỏ phản ánh khỏi máy này.',
  register: 'Xem những việc xã đã trả lời',
  callTitle: 'Hoặc gọi điện',
  chatTitle: 'Nhắn tin',
  visitTitle: 'Đến gặp',
} as const
