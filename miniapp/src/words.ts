import { ask, doors, events, mine } from './words/ask.ts'
import { dossier } from './words/dossier.ts'
import { feedback } from './words/feedback-door.ts'
import { hotline } from './words/hotline.ts'
import { desks, facts, procedure } from './words/procedure.ts'
import { surveys } from './words/survey-door.ts'

/**
 * Every sentence of the app. Plain, polite, short: read by a farmer on a cracked phone, and aloud to a grandmother. By screen in
 * `words/`; what is not named here comes with its screen.
 */
export const words = {
  app: 'Xã số',
  back: 'Quay lại',
  home: 'Trang chính',
  settings: 'Cài đặt',
  mineAll: 'Xem mọi việc của tôi',
  sample: 'Dữ liệu mẫu',
  sampleNote: 'Chỉ để chạy thử.',
  offlineBanner: 'Đang mất mạng. Hướng dẫn đã lưu vẫn xem được; việc gửi, máy giữ lại.',
  renewed: 'Ứng dụng vừa có bản mới.',
  reopen: 'Mở lại',
  keptNote: (moment: string) => `Đang xem bản lưu trên máy lúc ${moment}, có thể đã đổi.`,
  loading: 'Đang tải…',
  retry: 'Thử lại',
  failed: {
    title: 'Chưa tải được',
    offline: 'Máy đang mất mạng. Xin kiểm tra 3G, 4G hoặc Wi-Fi rồi thử lại.',
    noAnswer: 'Mạng yếu hoặc hệ thống chưa trả lời. Xin thử lại sau ít phút.',
    server: 'Hệ thống đang trục trặc. Xin thử lại sau ít phút.',
    orCall: 'Cần gấp, anh/chị gọi xã:',
  },
  weekdays: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  moment: (time: string, date: string) => `${time}, ${date}`,

  ask,
  doors,
  mine,
  events,
  hotline,
  feedback,
  procedure,
  desks,
  facts,
  dossier,
  surveys,
} as const
