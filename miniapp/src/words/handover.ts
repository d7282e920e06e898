/** The citizen's own phone takes over. */
export const handover = {
  title: 'Làm tiếp trên máy của mình',
  lead: 'Tổ công nghệ số vừa giúp anh/chị. Bấm để nhận về máy này; đường dẫn chỉ mở được một lần.',
  take: 'Nhận về máy này',
  taking: 'Đang nhận…',
  taken: 'Đã nhận. Từ nay anh/chị tự xem ở đây:',
  checklist: 'Giấy tờ cần mang',
  case: (code: string) => `Phản ánh ${code}`,
  follow: 'Theo dõi hồ sơ bằng tin nhắn',
  dossier: (code: string) => `Hồ sơ ${code}`,
  nothing: 'Lượt giúp này không có gì phải làm tiếp.',
} as const
