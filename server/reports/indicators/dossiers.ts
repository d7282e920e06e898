import type { Indicator, Source } from './types.ts'

/** Result before due: to the minute when both carry a time, else by day. */
const compared = (sign: string) =>
  `CASE WHEN result_timed = 1 AND due_timed = 1
     THEN substr(result_at, 1, 16) ${sign} substr(due_at, 1, 16)
     ELSE substr(result_at, 1, 10) ${sign} substr(due_at, 1, 10) END`

/** What ended without a result and without a date of its own. */
const ENDED = `state IN ('withdrawn', 'refused', 'stopped')`
const RESULT = 'COALESCE(finished_at, returned_at)'
const FACTS = `code, procedure_code, procedure_name, field, department, channel, received_at, due_at, due_timed, state, fee,
  paid_online, paid_amount, digitised, digitised_result, apology, ${RESULT} AS result_at,
  CASE WHEN finished_at IS NOT NULL THEN finished_timed ELSE returned_timed END AS result_timed,
  CASE WHEN state = 'waiting' THEN NULL
    WHEN ${RESULT} IS NOT NULL THEN substr(${RESULT}, 1, 10)
    WHEN ${ENDED} THEN substr(COALESCE(
      (SELECT min(e.at) FROM dossier_event e WHERE e.unit = d.unit AND e.code = d.code AND e.kind = 'state'
         AND json_extract(e.payload, '$.state') = d.state), received_at), 1, 10) END AS end_day`

/** The ways to belong to a period, none of which overlap; each is found by an index of its own, so that years gone by are not read. */
const NEAR = [
  // received in it
  `dossier AS d WHERE unit = ?1 AND received_at >= ?2 AND received_at < ?3 || 'U'`,
  // received before; with a result in it or after it
  `dossier AS d WHERE unit = ?1 AND ${RESULT} >= ?2 AND +received_at < ?2`,
  // received before; open to this day
  `dossier AS d INDEXED BY dossier_left WHERE unit = ?1 AND ${RESULT} IS NULL AND state NOT IN ('withdrawn', 'refused', 'stopped') AND received_at < ?2`,
  // received before; first said to be over in it or after it
  `dossier AS d WHERE unit = ?1 AND code IN (SELECT code FROM dossier_event WHERE unit = ?1 AND at >= ?2 AND kind = 'state'
     AND json_extract(payload, '$.state') IN ('withdrawn', 'refused', 'stopped')) AND +${RESULT} IS NULL AND ${ENDED} AND +received_at < ?2`,
  // received before; waiting for papers in spite of an earlier result
  `dossier AS d WHERE unit = ?1 AND state = 'waiting' AND +${RESULT} < ?2 AND +received_at < ?2`,
]

/**
 * Dossiers handled in the period: received by its end and not over before its beginning. The end is the end of processing, else the
 * return (QĐ 766, 2.1); for one that ended without a result and without a date, the moment at which an export first said so.
 * What ended after the period was still open in it.
 */
export const dossierRows: Source = {
  name: 'dossiers',
  stamp: `SELECT count(*) || '-' || total(n) AS stamp FROM dossier_touch WHERE unit = ?1 AND month <= substr(?2, 1, 7)`,
  base: `WITH near AS MATERIALIZED (${NEAR.map((where) => `SELECT ${FACTS} FROM ${where}`).join(' UNION ALL ')})
    SELECT code, procedure_code, procedure_name, field, department, channel, received_at, due_at, result_at, fee, paid_online,
      paid_amount, digitised, digitised_result, apology,
      substr(received_at, 1, 10) AS received_day, substr(due_at, 1, 10) AS due_day, substr(result_at, 1, 10) AS result_day,
      CASE
        WHEN state = 'withdrawn' AND ended THEN 'withdrawn'
        WHEN state IN ('refused', 'stopped') AND ended THEN 'refused'
        WHEN state = 'waiting' THEN 'waiting'
        WHEN NOT ended THEN CASE WHEN due_at IS NOT NULL AND substr(due_at, 1, 10) < ?4 THEN 'overdue' ELSE 'pending' END
        WHEN due_at IS NULL THEN 'undated'
        WHEN ${compared('<')} THEN 'early'
        WHEN ${compared('>')} THEN 'late'
        ELSE 'on-time'
      END AS class
    FROM (SELECT *, end_day IS NOT NULL AND end_day <= ?3 AS ended FROM near WHERE end_day IS NULL OR end_day >= ?2)`,
  columns: [
    { key: 'code', label: 'Mã hồ sơ' },
    { key: 'procedure_name', label: 'Thủ tục' },
    { key: 'field', label: 'Lĩnh vực' },
    { key: 'department', label: 'Đơn vị xử lý' },
    { key: 'channel', label: 'Cách nộp' },
    { key: 'received_at', label: 'Tiếp nhận' },
    { key: 'due_at', label: 'Hẹn trả' },
    { key: 'result_at', label: 'Có kết quả' },
    { key: 'class', label: 'Kết quả' },
    { key: 'fee', label: 'Lệ phí (đồng)' },
    { key: 'paid_online', label: 'Trả trực tuyến (1 = có)' },
    { key: 'digitised', label: 'Số hóa thành phần (%)' },
    { key: 'digitised_result', label: 'Số hóa kết quả (1 = có)' },
    { key: 'apology', label: 'Xin lỗi (1 = có)' },
  ],
  order: 'received_at, code',
}

const SOLVED = `class IN ('early', 'on-time', 'late', 'undated')`
const IN_DUE = `class IN ('early', 'on-time')`
const LATE = `class IN ('late', 'overdue')`
const IN_PERIOD = 'received_day >= ?2'
const ALL = '1'

const ONE_STOP = 'Biểu tổng hợp giải quyết TTHC (TT 01/2018/TT-VPCP)'
const QD766 = 'Bộ chỉ số QĐ 766/QĐ-TTg'
const count = (key: string, label: string, of: string, rule: string, basis = ONE_STOP): Indicator => ({
  key: `dossiers.${key}`,
  label,
  unit: 'count',
  source: dossierRows,
  of,
  rule,
  basis,
})
const share = (key: string, label: string, of: string, per: string, rule: string, basis: string): Indicator => ({
  ...count(key, label, of, rule, basis),
  unit: 'percent',
  per,
})

/** What the one-stop desk received, solved and has left. */
export const flow: Indicator[] = [
  count('received', 'Hồ sơ tiếp nhận (gồm kỳ trước chuyển qua)', ALL, 'tong_tiep_nhan'),
  count('received-in-period', 'Hồ sơ tiếp nhận trong kỳ', IN_PERIOD, 'tiep_nhan_trong_ky'),
  count('carried-over', 'Hồ sơ kỳ trước chuyển qua', `NOT (${IN_PERIOD})`, 'ky_truoc_chuyen_qua'),
  count('solved', 'Hồ sơ đã giải quyết', SOLVED, 'da_giai_quyet'),
  count('solved-early', 'Giải quyết trước hạn', `class = 'early'`, 'truoc_han'),
  count('solved-on-time', 'Giải quyết đúng hạn', `class = 'on-time'`, 'dung_han'),
  count('solved-late', 'Giải quyết quá hạn', `class = 'late'`, 'qua_han'),
  count('solved-undated', 'Đã giải quyết, không có ngày hẹn trả', `class = 'undated'`, 'khong_ngay_hen'),
  count('pending', 'Hồ sơ đang giải quyết', `class IN ('pending', 'overdue')`, 'dang_giai_quyet'),
  count('pending-in-due', 'Đang giải quyết, trong hạn', `class = 'pending'`, 'dang_trong_han'),
  count('pending-overdue', 'Đang giải quyết, quá hạn', `class = 'overdue'`, 'dang_qua_han'),
  count(
    'due-soon',
    'Đang giải quyết, đến hạn trong 3 ngày tới',
    `class = 'pending' AND due_day <= date(?4, '+3 days')`,
    'sap_den_han',
    'Ba ngày kể từ ngày xem số liệu',
  ),
  count('waiting', 'Hồ sơ chờ bổ sung giấy tờ', `class = 'waiting'`, 'cho_bo_sung'),
  count('withdrawn', 'Hồ sơ công dân rút', `class = 'withdrawn'`, 'rut'),
  count('refused', 'Hồ sơ không tiếp nhận, từ chối, dừng xử lý', `class = 'refused'`, 'tu_choi'),
  share(
    'on-time-rate',
    'Tỷ lệ đúng và trước hạn trên hồ sơ đã giải quyết',
    IN_DUE,
    SOLVED,
    'ty_le_dung_han_da_gq',
    'Cách tính của báo cáo CCHC cấp xã: (trước hạn + đúng hạn) / đã giải quyết',
  ),
  share(
    'on-time-rate-766',
    'Tỷ lệ xử lý trước hạn, đúng hạn (QĐ 766, chỉ số 2.1)',
    `${IN_DUE} OR class IN ('pending', 'waiting')`,
    `class NOT IN ('withdrawn', 'refused')`,
    'ty_le_dung_han_766',
    QD766,
  ),
  share(
    'on-time-rate-received',
    'Tỷ lệ giải quyết đúng hạn trên tổng số tiếp nhận',
    IN_DUE,
    ALL,
    'ty_le_dung_han_tiep_nhan',
    'NĐ 61/2018/NĐ-CP Điều 30.2.c',
  ),
]

/** How dossiers came in, were paid and digitised. */
export const digital: Indicator[] = [
  count('direct', 'Hồ sơ nộp trực tiếp', `channel = 'direct'`, 'kenh_truc_tiep'),
  count('online', 'Hồ sơ nộp trực tuyến', `channel = 'online'`, 'kenh_truc_tuyen'),
  count('post', 'Hồ sơ nộp qua bưu chính công ích', `channel = 'post'`, 'kenh_buu_chinh'),
  count('offline', 'Hồ sơ nộp trực tiếp và qua bưu chính', `channel IN ('direct', 'post')`, 'kenh_khong_truc_tuyen'),
  count('channel-unknown', 'Hồ sơ không rõ cách nộp', 'channel IS NULL', 'kenh_khong_ro'),
  count(
    'received-online',
    'Tiếp nhận trực tuyến trong kỳ',
    `${IN_PERIOD} AND channel = 'online'`,
    'truc_tuyen_trong_ky',
  ),
  count(
    'received-offline',
    'Tiếp nhận trực tiếp, bưu chính trong kỳ',
    `${IN_PERIOD} AND channel IN ('direct', 'post')`,
    'truc_tiep_trong_ky',
  ),
  share(
    'online-rate',
    'Tỷ lệ hồ sơ trực tuyến trên hồ sơ tiếp nhận trong kỳ',
    `${IN_PERIOD} AND channel = 'online'`,
    IN_PERIOD,
    'ty_le_hs_truc_tuyen',
    'Hồ sơ kênh trực tuyến / tiếp nhận trong kỳ (QĐ 766, 3.3, chưa xét kết quả điện tử)',
  ),
  count('online-payments', 'Hồ sơ thanh toán trực tuyến', 'paid_online = 1', 'so_luot_tttt', QD766),
  {
    ...count('online-payment-amount', 'Số tiền thanh toán trực tuyến', 'paid_online = 1', 'tong_tien_tttt', QD766),
    unit: 'dong',
    sum: 'COALESCE(fee, paid_amount, 0)',
  },
  { ...count('fees', 'Tổng phí, lệ phí, mọi hình thức', 'fee > 0', 'tong_phi', QD766), unit: 'dong', sum: 'fee' },
  share(
    'online-payment-rate',
    'Tỷ lệ hồ sơ thanh toán trực tuyến trên hồ sơ có phí',
    'paid_online = 1 AND fee > 0',
    'fee > 0',
    'ty_le_tttt',
    'QĐ 766/QĐ-TTg, chỉ số 3.6',
  ),
  count('digitised-inputs', 'Hồ sơ số hóa đủ thành phần', 'digitised = 100', 'so_hoa_thanh_phan'),
  share(
    'digitised-inputs-rate',
    'Tỷ lệ số hóa thành phần hồ sơ',
    'digitised = 100',
    ALL,
    'ty_le_so_hoa_thanh_phan',
    'Hồ sơ số hóa đủ thành phần / tiếp nhận',
  ),
  count('digitised-results', 'Hồ sơ số hóa kết quả', `${SOLVED} AND digitised_result = 1`, 'so_hoa_ket_qua'),
  share(
    'digitised-results-rate',
    'Tỷ lệ số hóa kết quả giải quyết',
    `${SOLVED} AND digitised_result = 1`,
    SOLVED,
    'ty_le_so_hoa_ket_qua',
    'Hồ sơ số hóa kết quả / đã giải quyết',
  ),
  share(
    'digitised-rate-766',
    'Tỷ lệ số hóa hồ sơ (QĐ 766, chỉ số 4.2: đủ thành phần và kết quả)',
    'digitised = 100 AND digitised_result = 1',
    ALL,
    'ty_le_so_hoa_766',
    'QĐ 766/QĐ-TTg, chỉ số 4.2',
  ),
]

/** Figures by field that nearly every look at a period asks for (the columns of II.06a), counted with its figures. */
export const FIELD_COLUMNS = [
  'dossiers.received',
  'dossiers.received-online',
  'dossiers.received-offline',
  'dossiers.carried-over',
  'dossiers.solved',
  'dossiers.solved-early',
  'dossiers.solved-on-time',
  'dossiers.solved-late',
  'dossiers.pending',
  'dossiers.pending-in-due',
  'dossiers.pending-overdue',
  'dossiers.waiting',
  'dossiers.withdrawn',
  'dossiers.refused',
] as const

/** How long it took, and whether the late were told sorry. */
export const care: Indicator[] = [
  {
    ...count('mean-days', 'Số ngày làm việc giải quyết bình quân', SOLVED, 'tg_binh_quan', 'QĐ 766/QĐ-TTg, chỉ số 2.2'),
    unit: 'days',
    between: ['received_day', 'result_day'],
  },
  {
    ...count(
      'mean-due-days',
      'Số ngày làm việc được hẹn bình quân',
      `${SOLVED} AND due_at IS NOT NULL`,
      'tg_hen_binh_quan',
      'Ngày tiếp nhận đến ngày hẹn trả',
    ),
    unit: 'days',
    between: ['received_day', 'due_day'],
  },
  share(
    'content-rate-766',
    'Hài lòng trong tiếp nhận, giải quyết TTHC (QĐ 766, chỉ số 5.4)',
    `NOT (${LATE}) AND NOT EXISTS (SELECT 1 FROM feedback AS f WHERE f.unit = ?1 AND f.dossier_code = base.code
       AND f.kind IN ('conduct', 'regulation'))`,
    ALL,
    'hai_long_766',
    'QĐ 766/QĐ-TTg, chỉ số 5.4: trừ hồ sơ quá hạn và hồ sơ có phản ánh, kiến nghị',
  ),
  count('apologies-due', 'Hồ sơ trễ hạn phải xin lỗi', LATE, 'phai_xin_loi', 'NĐ 61/2018/NĐ-CP Điều 19.9'),
  count(
    'apologies-sent',
    'Hồ sơ trễ hạn đã có văn bản xin lỗi',
    `${LATE} AND apology = 1`,
    'so_thu_xin_loi',
    'NĐ 61/2018/NĐ-CP Điều 19.9',
  ),
  count(
    'late-with-apology',
    'Giải quyết quá hạn đã có văn bản xin lỗi',
    `class = 'late' AND apology = 1`,
    'qua_han_da_xin_loi',
    'NĐ 61/2018/NĐ-CP Điều 19.9',
  ),
]

export const dossierIndicators: Indicator[] = [...flow, ...digital, ...care]
