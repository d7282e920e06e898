/**
 * The whole error language of the product: code, HTTP status and the sentence a citizen or officer reads.
 * Services throw `problem('code', …)`; one `onError` in `api.ts` answers. A sentence may have `{holes}`.
 */
const CATALOGUE = {
  'request.invalid': [422, 'Thông tin gửi lên chưa đúng: {detail}.'],
  'request.bad-json': [400, 'Nội dung gửi lên không đọc được. Xin gửi lại.'],
  'request.too-large': [413, 'Tệp hoặc nội dung quá lớn, tối đa {max}.'],
  'request.unsupported-type': [415, 'Chưa đọc được loại tệp này. Xin gửi {allowed}.'],
  'request.not-found': [404, 'Không có trang hoặc địa chỉ này.'],
  'request.method': [405, 'Địa chỉ này không nhận cách gọi như vậy.'],
  'request.too-many': [429, 'Anh/chị thao tác hơi nhanh. Xin thử lại sau {minutes} phút.'],
  'auth.required': [401, 'Cần mã truy cập hợp lệ cho việc này.'],
  'auth.forbidden': [403, 'Mã truy cập này không được phép làm việc này.'],
  'procedure.not-found': [404, 'Không tìm thấy thủ tục có mã {code}.'],
  'dossier.not-found': [404, 'Không tìm thấy hồ sơ có mã {code}. Xin xem lại mã in trên giấy tiếp nhận.'],
  'dossier.bad-code': [
    422,
    'Mã hồ sơ {code} chưa đúng mẫu. Mã có dạng như H48.21.15-261102-0018, in trên giấy tiếp nhận.',
  ],
  'dossier.ministry-system': [
    404,
    'Hồ sơ {code} nằm trên hệ thống của bộ, ngành nên xã chưa có dữ liệu. Xin tra cứu tại dichvucong.gov.vn hoặc gọi 18001096.',
  ],
  'dossier.too-many-tries': [429, 'Đã tra cứu sai nhiều lần. Xin thử lại sau {minutes} phút hoặc gọi {hotline}.'],
  'import.no-header': [422, 'Không tìm thấy dòng tiêu đề có cột mã hồ sơ. {detail}'],
  'import.unknown-headers': [
    422,
    'Chưa hiểu các cột: {headers}. Xin chỉ rõ, ví dụ {map}Số HS=code{end}, hoặc bỏ qua bằng {map}Tên cột=-{end}.',
  ],
  'import.unreadable': [422, 'Không đọc được tệp: {detail}.'],
  'report.bad-period': [
    422,
    'Kỳ báo cáo chưa đúng. Xin ghi hai ngày from và to dạng 2026-07-01, hoặc một kỳ như 2026-Q3, 2026-6m, 2026-9m, 2026.',
  ],
  'report.no-indicator': [404, 'Không có chỉ số {key}.'],
  'chat.no-choice': [422, 'Lựa chọn này không còn dùng được. Xin chọn lại hoặc nhắn bằng lời.'],
  'chat.busy': [409, 'Tin trước đang được xử lý. Xin đợi một giây rồi gửi lại.'],
  'photo.type': [415, '{found} chưa đọc được. Xin gửi ảnh chụp dạng JPEG, PNG hoặc WebP.'],
  'photo.heic': [
    415,
    'Ảnh HEIC của iPhone chưa đọc được. Xin vào Cài đặt → Camera → Định dạng, chọn “Tương thích nhất” rồi chụp lại, hoặc chụp màn hình tấm ảnh và gửi bản chụp đó.',
  ],
  'photo.moving': [415, 'Ảnh động chưa nhận được. Xin gửi ảnh thường, hoặc chụp màn hình rồi gửi.'],
  'photo.too-large': [
    413,
    'Ảnh nặng hơn {max} MB. Xin chụp lại ở mức vừa, hoặc chụp màn hình tấm ảnh và gửi bản chụp đó.',
  ],
  'photo.too-big': [422, 'Ảnh có quá nhiều điểm ảnh ({size}). Xin chụp màn hình tấm ảnh và gửi bản chụp đó.'],
  'photo.broken': [422, 'Ảnh bị hỏng hoặc gửi chưa hết. Xin gửi lại, hoặc chụp lại.'],
  'files.bad-id': [404, 'Không có tệp này.'],
  'files.off': [503, 'Hiện chưa giữ được ảnh. Xin gửi lại không kèm ảnh, và tả bằng lời.'],
  'zalo.ip-blocked': [503, 'Zalo chưa cho phép lấy thông tin này ở đây. Xin tự nhập.'],
  'zalo.token-expired': [401, 'Phiên đăng nhập Zalo đã hết. Xin mở lại ứng dụng.'],
  'zalo.failed': [502, 'Zalo chưa trả lời. Xin thử lại sau ít phút.'],
  'channel.off': [404, 'Kênh này chưa được bật.'],
  'server.failed': [500, 'Hệ thống đang trục trặc. Xin thử lại sau ít phút hoặc gọi bộ phận một cửa.'],
  'server.unavailable': [503, 'Hệ thống đang bảo trì. Xin thử lại sau ít phút.'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof CATALOGUE
export type ProblemStatus = (typeof CATALOGUE)[ProblemCode][0]

/** What a hole of a sentence may be filled with. */
export type Holes = Record<string, string | number>

/** An expected failure, told to the caller as `{error:{code,message,field?}}` with its HTTP status. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: ProblemStatus
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly extra: { field?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message)
    this.status = CATALOGUE[code][0]
  }
}

/** Makes a `Problem` with the catalogue's sentence, its holes filled. */
export function problem(
  code: ProblemCode,
  holes: Holes = {},
  extra: { field?: string; retryAfterSeconds?: number } = {},
): Problem {
  return new Problem(code, fill(CATALOGUE[code][1], holes), extra)
}

/** Replaces `{name}` by the hole's value; an unknown hole stays visible, so that a test catches it. */
export function fill(sentence: string, holes: Holes): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole))
}
