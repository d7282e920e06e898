/** Home and search. */
export const ask = {
  title: 'Bà con cần làm gì?',
  titleSearch: 'Tìm thủ tục',
  hint: 'Ví dụ: khai sinh',
  label: 'Gõ việc cần làm',
  clear: 'Xóa chữ đã gõ',
  speak: 'Nói',
  listening: 'Đang nghe…',
  stopListening: 'Dừng nghe',
  noHearing: 'Máy chưa nghe được. Xin anh/chị gõ chữ.',
  searching: 'Đang tìm…',
  found: (count: number) => `${count} thủ tục, hợp nhất đứng đầu`,
  foundOf: (shown: number, total: number) => `${shown} thủ tục gần nhất trong ${total}`,
  more: 'Chưa thấy việc cần tìm? Xin gõ thêm vài chữ.',
  none: 'Chưa tìm thấy thủ tục nào như vậy.',
  noneNext: 'Xin thử nói cách khác, ví dụ tên loại giấy cần làm. Hoặc chọn một việc dưới đây.',
  noneCall: 'Vẫn chưa thấy thì gọi xã, cán bộ chỉ giúp:',
} as const

export const doors = {
  label: 'Các mục chính',
  procedures: ['Thủ tục', 'Giấy tờ, thời gian, lệ phí'],
  dossier: ['Hồ sơ của tôi', 'Xem hồ sơ tới đâu'],
  feedback: ['Phản ánh', 'Báo việc cần xã xử lý'],
  hotline: ['Gọi xã', 'Số máy, giờ làm việc'],
} as const

export const mine = {
  title: 'Hồ sơ lưu trên máy này',
  due: 'Hẹn trả',
  forget: 'Bỏ',
  forgetLabel: (code: string) => `Bỏ hồ sơ ${code} khỏi máy này`,
  forgotten: 'Đã bỏ hồ sơ khỏi máy này.',
} as const

export const events = {
  title: 'Theo việc trong đời',
  more: 'Việc khác',
  empty: 'Mục này chưa có hướng dẫn.',
  emptyNext: 'Anh/chị gõ tìm ở trang chính, hoặc gọi xã.',
  search: 'Không thấy việc cần làm? Tìm bằng chữ',
  names: {
    'sinh-con': 'Sinh con',
    'ket-hon': 'Kết hôn',
    'nguoi-than-mat': 'Người thân mất',
    'dat-va-nha': 'Đất và nhà',
    'chung-thuc': 'Sao y, chứng thực',
    'kinh-doanh': 'Kinh doanh',
    'nguoi-cao-tuoi-khuyet-tat': 'Người cao tuổi, khuyết tật',
    'cho-o': 'Chuyển chỗ ở',
  },
  otherNames: {
    'giay-to-tuy-than': 'Căn cước, giấy tờ tùy thân',
    'hoc-hanh': 'Học hành',
    'nguoi-co-cong': 'Người có công',
    'kho-khan': 'Gặp khó khăn, cần trợ giúp',
    khac: 'Việc khác của xã',
  },
} as const
