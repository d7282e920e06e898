/** The door *Phản ánh*; what stands behind it has its own words (`feedback.ts`), loaded with it. */
export const feedback = {
  title: 'Phản ánh với xã',
  soon: 'Gửi phản ánh ngay trong ứng dụng sẽ sớm mở. Hiện nay anh/chị báo xã theo cách sau.',
  callTitle: 'Gọi điện',
  chatTitle: 'Nhắn tin',
  visitTitle: 'Đến gặp',
  sayTitle: 'Khi báo, xin nói rõ',
  say: [
    'Việc gì đang xảy ra',
    'Ở đâu: thôn, đường, gần nhà ai',
    'Từ khi nào, còn tiếp diễn không',
    'Số điện thoại để xã gọi lại',
  ],
  danger: 'Có người gặp nguy hiểm thì gọi ngay:',
} as const
