/** *Gọi xã*. */
export const hotline = {
  bar: 'Gọi xã',
  title: 'Gọi xã',
  desk: 'Nơi tiếp bà con',
  hours: 'Giờ làm việc',
  map: 'Xem bản đồ',
  police: 'Cư trú, căn cước, an ninh',
  portal: 'Tổng đài Cổng Dịch vụ công quốc gia',
  portalNote: 'Hỏi về nộp hồ sơ trên mạng',
  reception: 'Lịch tiếp công dân',
  emergency: 'Khẩn cấp',
  emergencies: [
    ['113', 'Công an'],
    ['114', 'Cháy, cứu nạn'],
    ['115', 'Cấp cứu'],
  ],
  unknown: 'Chưa tải được số điện thoại của xã. Xin kiểm tra mạng rồi mở lại.',
  chat: 'Nhắn tin với xã',
  chatNote: 'Trợ lý tự động trả lời, cán bộ xem sau',
  zalo: 'Nhắn qua Zalo',
  telegram: 'Nhắn qua Telegram',
} as const
