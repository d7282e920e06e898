/** Sending a page on, by link or by QR code. */
export const sharing = {
  send: 'Gửi cho người thân',
  qr: 'Mã QR',
  qrHide: 'Đóng mã QR',
  qrAlt: (title: string) => `Mã QR mở trang ${title}`,
  scan: 'Quét bằng máy ảnh điện thoại là mở đúng trang này.',
  inZalo: 'Quét bằng Zalo',
  shared: 'Đã gửi.',
  copied: 'Đã chép. Anh/chị dán vào tin nhắn để gửi.',
  failed: 'Máy này chưa gửi được. Anh/chị chép đường dẫn này:',
} as const
