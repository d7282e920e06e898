/** *Xem khi mất mạng*, in the settings. */
export const offline = {
  title: 'Xem khi mất mạng',
  lead: 'Máy giữ sẵn hướng dẫn, tên thủ tục và số điện thoại của xã. Không có gì riêng của anh/chị.',
  kept: (count: number, moment: string) => `Đã có ${count} hướng dẫn, cập nhật lúc ${moment}.`,
  soon: 'Chưa có. Máy sẽ tự tải khi rảnh, khoảng 0,2 MB.',
  saving: 'Chưa có. Máy đang tiết kiệm dữ liệu hoặc mạng yếu nên không tự tải; bấm để tải, khoảng 0,2 MB.',
  fetch: 'Tải về',
  renew: 'Cập nhật',
  fetching: 'Đang tải…',
  fetched: 'Đã có bản mới nhất.',
  unkept: 'Máy này không cho lưu. Chỉ xem được tới khi đóng ứng dụng.',
  failed: 'Chưa tải được.',
  drop: 'Bỏ khỏi máy',
  dropped: 'Đã bỏ. Máy có thể tự tải lại lần sau.',
} as const
