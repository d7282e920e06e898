import { describe, expect, it } from 'vitest'
import { areaOf, overlay } from '../../server/settings/rules/areas.ts'
import { changesOf } from '../../server/settings/rules/changes.ts'
import { faultsOf } from '../../server/settings/rules/faults.ts'
import { fromForm, type Typed, toForm } from '../../server/settings/rules/form.ts'
import { planOf } from '../../server/settings/rules/plan.ts'
import type { Section, Version } from '../../server/settings/schema.ts'
import { sources } from '../support/services.ts'

const { content } = sources()
const words = {
  kinds: Object.keys(content.feedback.clocks).map((kind) => ({ value: kind, label: kind })),
  indicators: content.reports.targets.map(({ indicator }) => ({ value: indicator, label: indicator })),
}
const valueNow = (section: Section) => areaOf(section).take(content)

/** The sentences by field of a form, typed over the present value. */
function faults(section: Section, typed: Typed): Record<string, string> {
  const plan = planOf(section, words)
  const read = fromForm(plan, { ...toForm(plan, valueNow(section), 2), ...typed })
  const { error } = areaOf(section).schema.safeParse(read.value)
  return error ? faultsOf(error, read) : {}
}

const version = (section: Section, value: unknown, more: Partial<Version> = {}): Version => ({
  section,
  version: 1,
  value,
  origin: 'edit',
  undoOf: null,
  actorName: 'Lê Quản Trị',
  at: '2026-11-23T08:00:00+07:00',
  note: '',
  ...more,
})

describe('what may not be set', () => {
  const cases: Array<[section: Section, typed: Typed, field: string, says: RegExp]> = [
    ['hours', { 'windows.0.0': '12:00', 'windows.0.1': '07:30' }, 'windows.0.1', /sau giờ bắt đầu/],
    ['hours', { 'windows.0.1': '07:30' }, 'windows.0.1', /sau giờ bắt đầu/],
    ['hours', { 'windows.0.1': '14:00' }, 'windows.1.0', /Chồng lên khoảng 07:30–14:00/],
    ['hours', { 'windows.2.0': '08:00', 'windows.2.1': '09:00' }, 'windows.2.0', /Chồng lên/],
    ['hours', { 'windows.0.0': '25:00' }, 'windows.0.0', /giờ dạng 07:30/],
    ['hours', { 'windows.0.0': 'sáng sớm' }, 'windows.0.0', /giờ dạng 07:30/],
    ['hours', { 'windows.0.drop': 'yes', 'windows.1.drop': 'yes' }, 'windows', /ít nhất một khoảng/],
    [
      'hours',
      Object.fromEntries([1, 2, 3, 4, 5].map((day) => [`weekdays/${day}`, ''])),
      'weekdays',
      /ít nhất một ngày/,
    ],
    ['hours', { handoverCutoff: '18:00' }, 'handoverCutoff', /từ 07:30 đến 17:00/],
    ['hours', { handoverCutoff: '' }, 'handoverCutoff', /07:30/],
    ['hotlines', { 'hotlines.0.phone': 'không có số' }, 'hotlines.0.phone', /chưa đúng/],
    ['hotlines', { 'hotlines.0.phone': '12' }, 'hotlines.0.phone', /chưa đúng/],
    ['hotlines', { 'hotlines.0.phone': '0255 000 0001; DROP TABLE' }, 'hotlines.0.phone', /chưa đúng/],
    ['hotlines', { 'hotlines.0.phone': '=1+1' }, 'hotlines.0.phone', /chưa đúng/],
    ['hotlines', { 'hotlines.0.phone': '123456789012345' }, 'hotlines.0.phone', /chưa đúng/],
    ['hotlines', { 'hotlines.0.phone': '' }, 'hotlines.0.phone', /Xin điền/],
    ['hotlines', { 'hotlines.1.label': 'Bộ phận một cửa' }, 'hotlines.1.label', /đã có/],
    ['hotlines', { 'hotlines.0.drop': 'yes', 'hotlines.1.drop': 'yes' }, 'hotlines', /ít nhất một đường dây/],
    ['hotlines', { 'hotlines.0.drop': 'yes', 'hotlines.3.label': 'Mới' }, 'hotlines.3.phone', /Xin điền/],
    ['hotlines', { 'hotlines.0.place': '9', 'hotlines.0.phone': 'x' }, 'hotlines.0.phone', /chưa đúng/],
    ['hotlines', { 'police.phone': '' }, 'police.phone', /Xin điền/],
    ['hotlines', { 'police.name': 'x'.repeat(201) }, 'police.name', /Dài quá 200/],
    ['desk', { hours: '  \n ' }, 'hours', /ít nhất một dòng/],
    ['desk', { address: '' }, 'address', /Xin điền/],
    ['desk', { map: 'javascript:alert(1)' }, 'map', /https/],
    ['desk', { map: 'bản đồ' }, 'map', /https/],
    ['calendar-2027', { 'days.0.date': '2027-02-04' }, 'days.1.date', /đã có ở trên/],
    ['calendar-2027', { 'days.0.date': '2026-01-01' }, 'days.0.date', /thuộc năm 2027/],
    ['calendar-2027', { 'days.0.date': '2027-02-30' }, 'days.0.date', /ngày có thật/],
    ['calendar-2027', { 'days.0.date': '' }, 'days.0.date', /ngày có thật/],
    ['calendar-2027', { 'days.0.kind': 'holiday' }, 'days.0.kind', /Xin chọn/],
    ['calendar-2027', { 'days.0.source': '' }, 'days.0.source', /Xin điền/],
    ['calendar-2027', { 'days.14.name': 'Chỉ có tên' }, 'days.14.date', /ngày có thật/],
    ['clocks', { 'clocks.field.answer': '0' }, 'clocks.field.answer', /Ít nhất 1/],
    ['clocks', { 'clocks.field.answer': '500' }, 'clocks.field.answer', /Nhiều nhất 60/],
    ['clocks', { 'clocks.field.answer': 'năm' }, 'clocks.field.answer', /số nguyên/],
    ['clocks', { 'clocks.field.answer': '2,5' }, 'clocks.field.answer', /số nguyên/],
    ['clocks', { 'clocks.field.answer': '' }, 'clocks.field.answer', /số nguyên/],
    ['clocks', { 'clocks.field.transfer': '9' }, 'clocks.field.transfer', /không được dài hơn/],
    ['clocks', { 'clocks.field.source': '' }, 'clocks.field.source', /Xin điền/],
    ['clocks', { 'departments.0.phone': 'abc' }, 'departments.0.phone', /chưa đúng/],
    ['reports', { 'targets.0.atLeast': '101' }, 'targets.0.atLeast', /0 đến 100/],
    ['reports', { 'targets.0.atLeast': '-1' }, 'targets.0.atLeast', /0 đến 100/],
    ['reports', { 'targets.1.indicator': content.reports.targets[0]?.indicator ?? '' }, 'targets.1.indicator', /đã có/],
    ['reports', { 'periods.cutoff': 'weekly' }, 'periods.cutoff', /Xin chọn/],
    ['reports', { recipients: '' }, 'recipients', /ít nhất một nơi nhận/],
    ['hamlets', { hamlets: 'Thôn Một\nthôn một' }, 'hamlets', /hai lần/],
  ]
  it.each(cases)('%s %j', (section, typed, field, says) => {
    expect(faults(section, typed)[field]).toMatch(says)
  })

  it('says nothing in English, whatever is missing', () => {
    for (const section of ['desk', 'hotlines', 'hours', 'calendar-2027', 'clocks', 'reports', 'hamlets'] as const) {
      const { error } = areaOf(section).schema.safeParse({ code: 'x' })
      const told = error ? Object.values(faultsOf(error)) : []
      expect([section, told.length > 0]).toEqual([section, true])
      for (const sentence of told) expect(sentence).not.toMatch(/Invalid|Too|expected|Unrecognized/)
    }
  })
})

describe('what may be set', () => {
  const cases: Array<[section: Section, typed: Typed]> = [
    ['hours', { 'windows.0.0': '7h', 'windows.0.1': '11g30' }],
    ['hours', { 'windows.2.0': '18:00', 'windows.2.1': '20:00', 'weekdays/6': 'yes' }],
    ['hours', { 'windows.0.drop': 'yes' }],
    ['hotlines', { 'hotlines.0.phone': '113' }],
    ['hotlines', { 'hotlines.0.phone': '+84 (255) 000.0001' }],
    ['hotlines', { 'police.hours': '' }],
    ['desk', { reception: '', map: 'https://maps.example.vn/xa' }],
    ['calendar-2027', { 'days.0.drop': 'yes' }],
    ['clocks', { 'clocks.field.transfer': '' }],
    ['reports', { 'targets.0.drop': 'yes', 'signer.name': '' }],
    ['hamlets', { hamlets: '' }],
  ]
  it.each(cases)('%s %j', (section, typed) => expect(faults(section, typed)).toEqual({}))
})

describe('a form', () => {
  it.each(['desk', 'hotlines', 'hours', 'calendar-2026', 'clocks', 'reports', 'hamlets'] as const)(
    'of %s gives its value back as it was',
    (section) => {
      const plan = planOf(section, words)
      expect(fromForm(plan, toForm(plan, valueNow(section), 3)).value).toEqual(valueNow(section))
    },
  )
})

describe('laying over', () => {
  it('changes only its section, and nothing when the value can’t be read any more', () => {
    const set = overlay(content, [version('hamlets', { hamlets: ['Thôn Một'] })])
    expect(set.unit).toEqual({ ...content.unit, hamlets: ['Thôn Một'] })
    expect(set.feedback).toBe(content.feedback)
    for (const broken of [{ hamlets: 7 }, 'x', 5, { hamlets: [], extra: 1 }, []])
      expect(overlay(content, [version('hamlets', broken)])).toEqual(content)
    expect(overlay(content, [version('hamlets', null)])).toEqual(content)
  })

  it('puts the days of one year in, and leaves other years to the files', () => {
    const day = { date: '2027-03-01', kind: 'off', name: 'Ngày thử', status: 'official', source: 'TB 1' }
    const { calendar } = overlay(content, [version('calendar-2027', { days: [day] })])
    expect(calendar.filter(({ date }) => date.startsWith('2027'))).toEqual([day])
    expect(calendar.filter(({ date }) => date < '2027')).toEqual(content.calendar.filter(({ date }) => date < '2027'))
  })

  it('names departments without moving what they handle, and keeps one that a later file adds', () => {
    const { clocks } = content.feedback
    const set = overlay(content, [
      version('clocks', { clocks, departments: [{ id: 'mot-cua', name: 'Bộ phận mới', phone: '113' }] }),
    ])
    const [first, ...rest] = set.feedback.departments
    expect(first).toEqual({ ...content.feedback.departments[0], name: 'Bộ phận mới', phone: '113' })
    expect(rest).toEqual(content.feedback.departments.slice(1))
  })
})

describe('what changes', () => {
  const changes = (section: Section, typed: Typed) => {
    const plan = planOf(section, words)
    const read = fromForm(plan, { ...toForm(plan, valueNow(section), 2), ...typed })
    return changesOf(plan, valueNow(section), areaOf(section).schema.parse(read.value))
  }
  it('is told in the words of the form, old and new', () => {
    expect(changes('hours', { handoverCutoff: '16:00', 'weekdays/6': 'yes' })).toEqual([
      {
        what: 'Ngày làm việc trong tuần',
        from: 'Thứ Hai, Thứ Ba, Thứ Tư, Thứ Năm, Thứ Sáu',
        to: 'Thứ Hai, Thứ Ba, Thứ Tư, Thứ Năm, Thứ Sáu, Thứ Bảy',
      },
      { what: 'Giờ chốt nhận', from: '15:00', to: '16:00' },
    ])
    expect(changes('hotlines', { 'hotlines.0.place': '3', 'police.phone': '113' })).toEqual([
      {
        what: 'Đường dây nóng · Thứ tự',
        from: 'Bộ phận một cửa, Đường dây nóng UBND xã',
        to: 'Đường dây nóng UBND xã, Bộ phận một cửa',
      },
      { what: 'Công an xã · Số điện thoại', from: '0255 000 0113', to: '113' },
    ])
    expect(changes('calendar-2027', { 'days.0.drop': 'yes', 'days.1.status': 'official' })).toEqual([
      { what: 'Bỏ: ngày', from: expect.stringContaining('01/01/2027 · Nghỉ · Tết Dương lịch'), to: null },
      { what: '04/02/2027 · Mức chắc chắn', from: 'Dự kiến, chưa có thông báo', to: 'Có thông báo' },
    ])
    expect(changes('clocks', { 'clocks.praise.transfer': '3', 'clocks.praise.verified': 'yes' })).toEqual([
      { what: 'praise · Chuyển trong (ngày làm việc)', from: '(trống)', to: '3' },
      { what: 'praise · Đã đối chiếu văn bản', from: 'chưa', to: 'có' },
    ])
  })
})
