/** *Của tôi*: what this device keeps of one's own matters. Loaded with its screen. */
export const mineWords = {
  title: 'Của tôi',
  lead: 'Chỉ lưu trên máy này. Muốn xóa, vào Cài đặt.',
  empty: 'Máy này chưa lưu việc nào.',
  emptyNext:
    'Xem một hồ sơ rồi bấm “Lưu trên máy này”, đánh dấu giấy tờ đã có, hoặc gửi một phản ánh: việc đó hiện ở đây.',
  lists: 'Giấy tờ đang chuẩn bị',
  ticked: (done: number, all: number) => `Đã có ${done} trên ${all}`,
  forgetList: 'Bỏ',
  forgetListLabel: (title: string) => `Bỏ danh sách giấy tờ ${title} khỏi máy này`,
  listForgotten: 'Đã bỏ danh sách khỏi máy này.',
  more: 'Làm thêm',
  lookUp: 'Xem một hồ sơ',
  write: 'Viết phản ánh',
  surveys: 'Trả lời khảo sát của xã',
  settings: 'Cài đặt, xóa dữ liệu',
} as const
