import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meaningOf, readMap } from '../../server/dossiers/import/headers.ts'
import { isBad, readMoment } from '../../server/dossiers/import/moments.ts'
import { readPreamble } from '../../server/dossiers/import/preamble.ts'
import {
  readChannel,
  readFlag,
  readLastFour,
  readMoney,
  readPaid,
  readPercent,
  readProcedureCode,
} from '../../server/dossiers/import/values.ts'
import { codeKey, isCode, isMinistryCode, normaliseCode, receptionDay } from '../../server/dossiers/rules/code.ts'
import { stateOfNote, stateOfStatus, tellsApology } from '../../server/dossiers/rules/status-words.ts'
import { addDays, showDay } from '../../server/kernel/time.ts'

describe('dates', () => {
  const near = { near: '2026-10-01' }
  it.each([
    ['18/06/2026', '2026-06-18'],
    ['1/7/2026', '2026-07-01'],
    ['05/10/26', '2026-10-05'],
    ['2026-07-09', '2026-07-09'],
    ['05-10-2026', '2026-10-05'],
    ['5.10.2026', '2026-10-05'],
    ['18/06/2026 12:09:52', '2026-06-18T12:09:52'],
    ['12:09 18/06/2026', '2026-06-18T12:09:00'],
    ['11:03:21 2026-06-23', '2026-06-23T11:03:21'],
    ['17h30 ngày 5/10/2026', '2026-10-05T17:30:00'],
    ['17 giờ 30 phút, ngày 5/10/2026', '2026-10-05T17:30:00'],
    ['17h ngày 05/10/2026', '2026-10-05T17:00:00'],
    ['05/10/2026 05:30 CH', '2026-10-05T17:30:00'],
    ['05/10/2026 12:15 SA', '2026-10-05T00:15:00'],
    ['ngày 5 tháng 10 năm 2026', '2026-10-05'],
    ['2026-10-05T01:30:00Z', '2026-10-05T08:30:00'],
    ['2026-10-05T01:30:00.000+0000', '2026-10-05T08:30:00'],
    ['2026-10-05T08:30:00+07:00', '2026-10-05T08:30:00'],
    ['18/06/2026 00:00:00', '2026-06-18'],
    ['20261005', '2026-10-05'],
    ['20261005083000', '2026-10-05T08:30:00'],
    ['46300', '2026-10-05'],
    [46300, '2026-10-05'],
    [46300.5, '2026-10-05T12:00:00'],
    [new Date('2026-10-05T08:30:00Z'), '2026-10-05T08:30:00'],
    [Date.parse('2026-10-05T01:30:00Z'), '2026-10-05T08:30:00'],
    ['05/10', '2026-10-05'],
    ['8:30 05/10', '2026-10-05T08:30:00'],
    ['28/12', '2026-12-28'],
    ['29/02/2028', '2028-02-29'],
    ['  05/10/2026\u00a0', '2026-10-05'],
  ])('%s → %s', (cell, expected) => {
    const moment = readMoment(cell, near)
    if (!moment || isBad(moment)) throw new Error(`not read: ${JSON.stringify(moment)}`)
    expect(moment.timed ? moment.at.slice(0, 19) : moment.at.slice(0, 10)).toBe(expected)
    expect(moment.at).toMatch(/\+07:00$/)
  })
  it('takes the year that is nearest, over a new year', () => {
    expect(readMoment('04/01', { near: '2026-12-29' })).toMatchObject({ at: '2027-01-04T00:00:00+07:00' })
    expect(readMoment('29/12', { near: '2027-01-04' })).toMatchObject({ at: '2026-12-29T00:00:00+07:00' })
  })
  it.each([
    ['31/02/2026', 'impossible-date'],
    ['29/02/2026', 'impossible-date'],
    ['13/13/2026', 'impossible-date'],
    ['05/10/2026 25:00', 'impossible-date'],
    ['5/10', 'year-missing'],
    ['mai trả', 'unreadable-date'],
    ['5/10/2026 và 6/10/2026', 'unreadable-date'],
  ])('%s is refused as %s', (cell, bad) => {
    expect(readMoment(cell, null)).toEqual({ bad })
  })
  it.each(['', '-', ' – ', '...', 'Chưa có', '00/00/0000', null, '\u00a0'])('%j is empty', (cell) => {
    expect(readMoment(cell, null)).toBeNull()
  })
  it('reads back every day in every way of writing it', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 1439 }), fc.nat(5), (d, minute, way) => {
        const [y = '', m = '', dd = ''] = d.split('-')
        const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const ways = [
          `${showDay(d)} ${clock}`,
          `${Number(dd)}/${Number(m)}/${y} ${clock}`,
          `${clock} ${dd}.${m}.${y}`,
          `${d} ${clock}:00`,
          `${clock.replace(':', 'h')} ngày ${dd}-${m}-${y}`,
          `${d}T${clock}:00+07:00`,
        ]
        expect(readMoment(ways[way] ?? '', null)).toEqual({ at: `${d}T${clock}:00+07:00`, timed: true })
      }),
    )
  })
  it('never throws on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void readMoment(text, near)))
  })
})

describe('codes', () => {
  it.each([
    [' h48.21.15-260701-0004 ', 'H48.21.15-260701-0004'],
    ['H48.21.15 – 260701 – 0004', 'H48.21.15-260701-0004'],
    ['000.00.53.H48-220921-0099', '000.00.53.H48-220921-0099'],
    ['H15.50.05.13-261008-0975', 'H15.50.05.13-261008-0975'],
    ['H56.14-240823-0001', 'H56.14-240823-0001'],
    ['H57-261102-0000123', 'H57-261102-0000123'],
  ])('%s is %s', (raw, code) => {
    expect(normaliseCode(raw)).toBe(code)
    expect(isCode(code)).toBe(true)
  })
  it.each(['H48.21.15-261302-0001', 'H48.21.15-260230-0001', 'H48.21.15-260701-01', 'Tổng số:', '', '1.001193'])(
    '%s is none',
    (raw) => {
      expect(isCode(normaliseCode(raw))).toBe(false)
    },
  )
  it('knows its day, its ministry and its key', () => {
    expect(receptionDay('H48.21.15-261102-0018')).toBe('2026-11-02')
    expect(isMinistryCode('H48.21.15-261102-150018')).toBe(true)
    expect(isMinistryCode('H48.21.15-261102-0018')).toBe(false)
    expect(codeKey('h4821.15261102 0018')).toBe(codeKey('H48.21.15-261102-0018'))
  })
})

describe('cells', () => {
  it.each([
    ['50.000đ', 50000],
    ['22,000 VNĐ', 22000],
    ['100000', 100000],
    ['-', null],
    ['', null],
    ['1.250.000 đồng', 1250000],
    ['Miễn phí', 0],
    ['0', 0],
    [24000, 24000],
    ['15000.0', 15000],
    ['theo quy định', undefined],
    ['1,5 triệu', undefined],
  ])('money %j is %j', (cell, amount) => expect(readMoney(cell)).toBe(amount))
  it.each([
    ['Có', true, null],
    ['16000', true, 16000],
    ['15.000 đ', true, 15000],
    ['Không', false, null],
    ['0', false, null],
    ['', null, null],
    ['1', true, null],
    ['Trực tiếp', false, null],
    ['Chưa thanh toán', false, null],
  ])('paid online %j is %j, %j', (cell, paid, amount) => expect(readPaid(cell)).toEqual({ paid, amount }))
  it.each([
    ['100%', 100],
    ['100.0%', 100],
    ['100', 100],
    ['33,3%', 33],
    ['99,9%', 99],
    [1, 100],
    [0.5, 50],
    ['3/3', 100],
    ['2/3', 66],
    ['Một phần', 50],
    ['Đầy đủ', 100],
    ['0%', 0],
    ['', null],
    ['150%', undefined],
    ['abc', undefined],
  ])('digitised %j is %j', (cell, share) => expect(readPercent(cell)).toBe(share))
  it.each([
    ['Có', true],
    ['x', true],
    ['Đã ký số', true],
    ['12/PXL-UBND', true],
    ['Không', false],
    ['Chưa', false],
    ['', null],
    [true, true],
  ])('flag %j is %j', (cell, flag) => expect(readFlag(cell)).toBe(flag))
  it.each([
    ['+84900000288', '0288'],
    ['0900.000.008', '0008'],
    ['900000157', '0157'],
    [900000157, '0157'],
    ['84900000157', '0157'],
    ['0900 000 350', '0350'],
    ['0900000001/0900000002', '0001'],
    ['', null],
    ['không có', null],
  ])('phone %j ends in %j', (cell, digits) => expect(readLastFour(cell)).toBe(digits))
  it.each([
    ['Trực tuyến một phần', 'online'],
    ['online', 'online'],
    ['DVC trực tuyến', 'online'],
    ['Trực tiếp tại quầy', 'direct'],
    ['Tại quầy', 'direct'],
    ['Bưu chính', 'post'],
    ['3', 'post'],
    ['1', 'direct'],
    ['', null],
    ['bồ câu', undefined],
  ])('channel %j is %j', (cell, channel) => expect(readChannel(cell)).toBe(channel))
  it.each([
    ['1.013949', '1.013949'],
    ['1.013949.000.00.00.H48', '1.013949'],
    [2.00072, '2.000720'],
    ['2,00072', '2.000720'],
    ['KS', null],
  ])('procedure code %j is %j', (cell, code) => expect(readProcedureCode(cell)).toBe(code))
})

describe('status words', () => {
  it.each([
    ['Mới đăng ký', 'submitted'],
    ['Chờ tiếp nhận', 'submitted'],
    ['Được tiếp nhận', 'received'],
    ['Mới tiếp nhận', 'received'],
    ['Không được tiếp nhận', 'refused'],
    ['Không tiếp nhận giải quyết', 'refused'],
    ['Từ chối', 'refused'],
    ['Trả lại - không đủ điều kiện', 'refused'],
    ['Đang xử lý', 'processing'],
    ['Chờ lãnh đạo ký', 'processing'],
    ['Công dân đã gửi bổ sung', 'processing'],
    ['Chưa hoàn thành', 'processing'],
    ['Yêu cầu bổ sung giấy tờ', 'waiting'],
    ['Tạm dừng - chờ bổ sung', 'waiting'],
    ['Yêu cầu thực hiện nghĩa vụ tài chính', 'paying'],
    ['Công dân yêu cầu rút hồ sơ', 'withdrawn'],
    ['Đã rút', 'withdrawn'],
    ['Dừng xử lý', 'stopped'],
    ['Đã xử lý xong', 'ready'],
    ['Có kết quả - chờ trả', 'ready'],
    ['Hoàn thành (trễ hạn)', 'ready'],
    ['Đã trả kết quả', 'returned'],
    ['DA TRA KQ', 'returned'],
    ['10', 'returned'],
    ['5', 'waiting'],
    ['releasing', 'ready'],
    ['new', 'received'],
    ['Đúng hạn', null],
    ['Quá hạn 3 ngày', null],
    ['', null],
    ['Bay lên trời', undefined],
  ])('%j is %j', (text, state) => expect(stateOfStatus(text)).toBe(state))
  it.each([
    ['Công dân xin rút hồ sơ', 'withdrawn'],
    ['Chờ bổ sung giấy tờ từ 12/9', 'waiting'],
    ['Từ chối tiếp nhận', 'refused'],
    ['Đã bổ sung đủ', 'processing'],
    ['nộp hộ cho mẹ', null],
    ['trả qua bưu điện', null],
  ])('note %j is %j', (text, state) => expect(stateOfNote(text)).toBe(state))
  it('hears an apology, and its absence', () => {
    expect(tellsApology('Đã có phiếu xin lỗi ngày 3/9')).toBe(true)
    expect(tellsApology('chưa có văn bản xin lỗi')).toBe(false)
  })
})

describe('headers', () => {
  const none = readMap([]).map
  it.each([
    ['Ngày\ntiếp nhận', 'receivedAt'],
    ['NgayHenTra', 'dueAt'],
    ['Phí, lệ phí (đồng)', 'fee'],
    ['(2) Mã hồ sơ', 'code'],
    ['appointmentDate', 'dueAt'],
    ['dossierStatus.name', 'status'],
    ['applicant.data.phoneNumber', 'phone'],
    ['LĨNH VỰC', 'field'],
    ['SĐT', 'phone'],
    ['Ngày hẹn trả KQ', 'dueAt'],
  ])('%j is %s', (label, field) => expect(meaningOf(label, none)).toMatchObject({ field }))
  it.each(['Địa chỉ', 'STT', 'Số CMND/CCCD', 'Người tiếp nhận', 'Còn lại', 'Mức độ DVC'])('%j is left out', (label) =>
    expect(meaningOf(label, none)).toBe('ignored'),
  )
  it('knows what the officer says of the others', () => {
    const { map, faults } = readMap(['Cột lạ=dueAt', 'Cột A=-', 'Cột B = Mã hồ sơ', 'Cột C=khongco', '=code'])
    expect(meaningOf('cột LẠ', map)).toMatchObject({ field: 'dueAt' })
    expect(meaningOf('Cột A', map)).toBe('ignored')
    expect(meaningOf('Cột B', map)).toMatchObject({ field: 'code' })
    expect(meaningOf('Cột D', map)).toBe('unknown')
    expect(faults).toEqual(['Cột C=khongco', '=code'])
    expect(meaningOf('Cột D', readMap(['*=-']).map)).toBe('ignored')
  })
})

describe('titles', () => {
  it.each([
    [['BÁO CÁO - Quý III/2026 (01/07/2026 - 30/09/2026)'], '2026-07-01', '2026-09-30'],
    [['Quý IV năm 2026'], '2026-10-01', '2026-12-31'],
    [['Tháng 12/2026'], '2026-12-01', '2026-12-31'],
    [['Từ 28/12 đến ngày 03/01/2027'], '2026-12-28', '2027-01-03'],
    [['6 tháng đầu năm 2026'], '2026-01-01', '2026-06-30'],
    [['Năm 2026'], '2026-01-01', '2026-12-31'],
  ])('%j is a period', (lines, from, to) => expect(readPreamble(lines).period).toEqual({ from, to }))
  it('knows the moment of export', () => {
    expect(readPreamble(['Ngày xuất báo cáo: 30/09/2026 17:05:22 Người xuất: x']).exportedAt).toBe(
      '2026-09-30T17:05:22+07:00',
    )
    expect(readPreamble(['Kết xuất lúc 17:05 ngày 30/09/2026']).exportedAt).toBe('2026-09-30T17:05:00+07:00')
    expect(readPreamble(['Số liệu tính đến 30/09/2026']).exportedAt).toBe('2026-09-30T23:59:59+07:00')
    expect(readPreamble(['Xã Mẫu, ngày 30 tháng 9 năm 2026'])).toEqual({ period: null, exportedAt: null })
  })
})
