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
  'staff.signed-out': [401, 'Phiên làm việc đã hết. Xin đăng nhập lại.'],
  'staff.forbidden': [403, 'Tài khoản của anh/chị không được giao việc này. Cần dùng, xin nhờ quản trị.'],
  'staff.forged': [403, 'Biểu mẫu này không được gửi từ trang của xã nên không nhận. Xin mở lại trang rồi làm lại.'],
  'staff.wrong': [401, 'Tên đăng nhập hoặc mật khẩu chưa đúng.'],
  'staff.wrong-code': [401, 'Mã chưa đúng hoặc đã dùng rồi. Xin đợi mã mới trên ứng dụng.'],
  'staff.wrong-password': [422, 'Mật khẩu hiện tại chưa đúng.'],
  'staff.locked': [429, 'Đã nhập sai nhiều lần. Xin thử lại sau {minutes} phút, hoặc nhờ quản trị mời lại.'],
  'staff.invitation': [410, 'Lời mời này đã dùng hoặc đã hết hạn. Xin nhờ quản trị gửi lời mời mới.'],
  'staff.weak-password': [422, 'Mật khẩu này {why}. Xin chọn mật khẩu khác, ví dụ vài từ không liên quan ghép lại.'],
  'staff.bad-login': [422, 'Tên đăng nhập gồm 3 đến 64 chữ không dấu, số, dấu chấm; hoặc số điện thoại, hoặc email.'],
  'staff.login-taken': [409, 'Tên đăng nhập {login} đã có người dùng. Xin chọn tên khác.'],
  'staff.last-admin': [409, 'Đây là quản trị cuối cùng. Xin giao quyền quản trị cho người khác trước.'],
  'staff.self': [409, 'Không tự làm việc này cho tài khoản của mình được. Xin nhờ một quản trị khác.'],
  'staff.disabled': [409, 'Tài khoản này đang khóa. Xin mở lại trước.'],
  'staff.has-code': [409, 'Mã một lần đang bật. Muốn đổi điện thoại, xin tắt trước.'],
  'staff.not-found': [404, 'Không tìm thấy.'],
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
  'import.gone': [404, 'Tệp đã tải lên không còn giữ. Xin chọn tệp và tải lại.'],
  'import.unreadable': [422, 'Không đọc được tệp: {detail}.'],
  'survey.not-found': [404, 'Không có phiếu khảo sát {id}, hoặc phiếu đã đóng.'],
  'survey.already': [409, 'Phiếu này đã được trả lời rồi. Cảm ơn anh/chị.'],
  'survey.key-reused': [409, 'Khóa gửi này đã dùng cho một phiếu khác. Xin mở lại phiếu và gửi lại.'],
  'survey.old-version': [409, 'Phiếu “{title}” vừa được sửa. Xin tải lại để trả lời bản mới.'],
  'survey.bad-invitation': [404, 'Lời mời này không còn dùng được. Anh/chị vẫn có thể mở phiếu khảo sát chung.'],
  'survey.no-counter': [404, 'Không có mã quầy {code}, hoặc mã đã đóng.'],
  'survey.no-change': [404, 'Không tìm thấy mục này.'],
  'survey.change-changed': [409, 'Người khác vừa sửa mục này. Xin xem bản mới rồi sửa lại.'],
  'report.bad-period': [
    422,
    'Kỳ báo cáo chưa đúng. Xin ghi hai ngày from và to dạng 2026-07-01, hoặc một kỳ như 2026-Q3, 2026-6m, 2026-9m, 2026.',
  ],
  'assist.too-late': [422, 'Chỉ rút lại được trong {hours} giờ sau khi ghi.'],
  'assist.pairing': [410, 'Mã ghép máy này đã dùng, đã hết hạn hoặc không đúng. Xin tổ trưởng cấp mã mới.'],
  'assist.revoked': [401, 'Máy này không còn được dùng để giúp bà con. Xin tổ trưởng cấp mã ghép mới.'],
  'assist.not-member': [422, 'Người này không có quyền ghi lượt giúp. Xin chọn thành viên của tổ.'],
  'assist.unreadable': [422, 'Lượt này không mở được: đã bị sửa, hoặc gửi nhầm xã.'],
  'assist.clock': [422, 'Giờ trên máy sai nên lượt này chưa ghi được.'],
  'assist.key-reused': [409, 'Mã của lượt này đã dùng cho một lượt khác.'],
  'assist.too-many': [429, 'Máy này gửi quá nhiều lượt trong ngày. Xin thử lại ngày mai hoặc gọi tổ trưởng.'],
  'assist.no-handover': [
    404,
    'Chưa có gì ở đường dẫn này: máy của tổ chưa gửi được, hoặc đường dẫn đã mở rồi hay quá 24 giờ.',
  ],
  'report.bad-hook': [422, 'Chưa thêm được: {detail}'],
  'report.not-signed': [404, 'Không có báo cáo đã ký này.'],
  'report.not-over': [422, 'Kỳ báo cáo đến hết ngày {to} chưa kết thúc nên chưa ký được.'],
  'report.text-changed': [
    409,
    'Người khác vừa sửa phần này. Xin xem bản mới rồi lưu lại; lời anh/chị viết vẫn còn ở dưới.',
  ],
  'report.no-data': [404, 'Chưa có hồ sơ nào của đơn vị {unit}.'],
  'report.unreadable': [422, 'Không đọc được tệp báo cáo này. Xin dùng tệp .docx hoặc .txt.'],
  'report.no-indicator': [404, 'Không có chỉ số {key}.'],
  'settings.not-found': [404, 'Không có mục cài đặt này.'],
  'settings.invalid': [422, 'Chưa lưu được: {detail}'],
  'settings.same': [409, 'Không có gì khác với bản đang dùng nên không lưu.'],
  'settings.changed': [
    409,
    'Người khác vừa lưu mục này. Xin xem bản mới rồi lưu lại; điều anh/chị ghi vẫn còn ở dưới.',
  ],
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
  'feedback.complaint': [
    422,
    'Nội dung này là khiếu nại, phải gửi theo thủ tục riêng nên không ghi nhận ở đây. Xin xem hướng dẫn.',
  ],
  'feedback.denunciation': [
    422,
    'Nội dung này là tố cáo. Để giữ bí mật cho anh/chị, chúng tôi không nhận và không lưu ở đây. Xin xem hướng dẫn.',
  ],
  'feedback.emergency': [
    422,
    'Việc khẩn cấp: xin gọi ngay 113 (công an), 114 (cháy, cứu nạn) hoặc 115 (cấp cứu) trước, rồi mới gửi phản ánh.',
  ],
  'feedback.key-reused': [409, 'Mã gửi này đã dùng cho một nội dung khác. Xin mở lại trang rồi gửi lại.'],
  'feedback.not-found': [404, 'Không tìm thấy phản ánh này, hoặc đường dẫn bí mật chưa đúng.'],
  'feedback.too-many-tries': [429, 'Đã mở sai nhiều lần. Xin thử lại sau {minutes} phút hoặc gọi {hotline}.'],
  'feedback.too-many': [429, 'Đã nhận nhiều phản ánh từ chỗ này. Xin thử lại sau {minutes} phút hoặc gọi {hotline}.'],
  'feedback.too-many-photos': [422, 'Mỗi lần gửi nhiều nhất {max} ảnh, mỗi phản ánh nhiều nhất {all} ảnh.'],
  'feedback.changed': [409, 'Người khác vừa cập nhật phản ánh này. Xin xem điều mới ở trang này rồi làm tiếp.'],
  'feedback.not-now': [409, 'Phản ánh {code} đang ở trạng thái “{state}” nên chưa {act} được.'],
  'feedback.forbidden': [403, 'Tài khoản của anh/chị không được {act}.'],
  'feedback.not-yours': [403, 'Phản ánh {code} do {name} xử lý. Muốn {act}, xin nhờ người phân công chuyển cho mình.'],
  'feedback.leader-only': [403, 'Phản ánh {code} cần lãnh đạo {act}.'],
  'feedback.extended': [409, 'Phản ánh {code} đã gia hạn một lần, không gia hạn thêm được.'],
  'feedback.incomplete': [422, 'Chưa khép được: {missing}.'],
  'feedback.no-reopen': [
    409,
    'Phản ánh này không còn mở lại được. Việc vẫn chưa xong, xin gọi {hotline} hoặc gửi phản ánh mới.',
  ],
  'feedback.no-rating': [409, 'Chỉ đánh giá được khi phản ánh đã có trả lời.'],
  'feedback.no-more': [409, 'Phản ánh này đã khép. Việc chưa xong, xin bấm “Chưa xong”.'],
  'feedback.no-department': [422, 'Không có bộ phận {department}.'],
  'feedback.bad-merge': [422, 'Không gộp được vào {code}: {detail}.'],
  'feedback.bad-moment': [422, 'Thời điểm tiếp nhận phải ở trong 30 ngày qua.'],
  'broadcast.not-found': [404, 'Không có tin này, hoặc tin đã gỡ.'],
  'broadcast.changed': [409, 'Người khác vừa sửa hoặc chuyển bước tin này. Xin xem bản mới rồi làm lại.'],
  'broadcast.own': [403, 'Người soạn không tự duyệt tin của mình. Xin nhờ một lãnh đạo khác.'],
  'broadcast.quiz-already': [409, 'Anh/chị đã trả lời phần tìm hiểu này rồi. Cảm ơn anh/chị.'],
  'broadcast.too-many': [429, 'Từ nơi này đã có quá nhiều lượt trả lời trong một giờ. Xin thử lại sau {minutes} phút.'],
  'broadcast.key-reused': [409, 'Khóa gửi này đã dùng cho câu trả lời khác. Xin mở lại rồi gửi lại.'],
  'notice.no-proof': [403, 'Xin tra lại hồ sơ bằng mã và 4 số cuối điện thoại, rồi bấm “Theo dõi hồ sơ này”.'],
  'notice.not-late': [409, 'Hồ sơ {code} không quá hẹn nên không có thư xin lỗi.'],
  'notice.no-code': [
    404,
    'Mã theo dõi này đã dùng, đã hết hạn hoặc chưa đúng. Xin lấy mã mới ở trang hồ sơ hoặc tại quầy.',
  ],
  'notice.not-here': [
    409,
    'Ở đây xã không nhắn trước cho anh/chị được. Xin gửi dòng này trong Zalo hoặc Telegram của xã.',
  ],
  'notice.not-again': [409, 'Tin này không gửi lại được: đã gửi, đã gọi, hoặc người nhận đã ngừng nhận tin.'],
  'notice.nothing-to-say': [409, 'Hồ sơ {code} không chờ bổ sung giấy tờ, cũng không quá hẹn.'],
  'notice.unverified': [403, '{message}'],
  'notice.over': [409, 'Hồ sơ {code} đã xong nên không còn tin nào để báo.'],
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

/** What goes with a problem: the field at fault, when to try again, the right route to take instead. */
type Extra = { field?: string; retryAfterSeconds?: number; guidance?: string[] }

/** An expected failure, told to the caller as `{error:{code,message,field?}}` with its HTTP status. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: ProblemStatus
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly extra: Extra = {},
  ) {
    super(message)
    this.status = CATALOGUE[code][0]
  }
}

/** Makes a `Problem` with the catalogue's sentence, its holes filled. */
export function problem(code: ProblemCode, holes: Holes = {}, extra: Extra = {}): Problem {
  return new Problem(code, fill(CATALOGUE[code][1], holes), extra)
}

/** Replaces `{name}` by the hole's value; an unknown hole stays visible, so that a test catches it. */
export function fill(sentence: string, holes: Holes): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole))
}
