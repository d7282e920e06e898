import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceOf, similarCases } from '../../server/feedback/rules/nearby.ts'

const here = { lat: 15.1202, lng: 108.7922 }
/** A place so many metres north of here. */
const north = (metres: number) => ({ lat: here.lat + metres / 111_195, lng: here.lng })
const alike = (a: string, b: string) =>
  similarCases({ text: a, ...here }, [{ text: b, ...north(60) }], { radius: 150 }).length > 0

describe('the same matter, told by two people a few steps apart', () => {
  test.each([
    ['Đèn đường trước nhà văn hóa thôn Đông tắt cả tuần', 'đèn đường thôn Đông chỗ nhà văn hóa không sáng mấy hôm nay'],
    ['den duong xom 3 hong', 'Đèn đường ở xóm 3 bị hỏng, tối om'],
    ['Rác đầu ngõ ba ngày không ai dọn, bốc mùi', 'Đống rác đầu ngõ hôi quá chưa có xe lấy'],
    ['Cống trước số 12 nghẹt, nước tràn ra đường', 'nước thải tràn lên đường vì cống nghẹt'],
    ['Nhà bên hát karaoke tới khuya', 'karaoke ồn ào suốt đêm không ngủ được'],
    ['Chó thả rông cắn trẻ con', 'có con chó dữ thả rông ở đầu xóm, hay rượt trẻ con'],
    ['Cây xà cừ nghiêng sắp đổ', 'cây to bên đường nghiêng hẳn sang một bên sau bão'],
  ])('%s = %s', (a, b) => {
    expect(alike(a, b)).toBe(true)
    expect(alike(b, a)).toBe(true)
  })

  test.each([
    ['Đèn đường trước nhà văn hóa thôn Đông tắt cả tuần', 'Rác trước nhà văn hóa thôn Đông không ai dọn cả tuần'],
    ['Chó thả rông cắn người ở chợ', 'Karaoke ồn ào cạnh chợ'],
    ['Mất nước ba ngày', 'Mất điện từ sáng'],
    ['Cống nghẹt trước trường', 'Quán nhậu lấn chiếm vỉa hè trước trường'],
    ['Mong xã mở lớp học bơi', 'Xe tải chở đất chạy ẩu'],
  ])('%s ≠ %s', (a, b) => {
    expect(alike(a, b)).toBe(false)
  })
})

test('near by coordinates, else by hamlet, else not at all', () => {
  const text = 'Đèn đường tắt cả tuần'
  const near = (report: object, open: object) =>
    similarCases({ text, ...report }, [{ text, ...open }], { radius: 150 }).length
  expect(near(here, north(149))).toBe(1)
  expect(near(here, north(152))).toBe(0)
  expect(near({ hamlet: 'Thôn Đông' }, { hamlet: 'thon  đông ' })).toBe(1)
  expect(near({ ...here, hamlet: 'Thôn Đông' }, { hamlet: 'Thôn Đông' })).toBe(1)
  expect(near({ hamlet: 'Thôn Đông' }, { hamlet: 'Thôn Tây' })).toBe(0)
  expect(near({}, {})).toBe(0)
  // coordinates say more than a hamlet
  expect(near({ ...here, hamlet: 'Thôn Đông' }, { ...north(900), hamlet: 'Thôn Đông' })).toBe(0)
})

test('likeliest first, with the distance in metres', () => {
  const open = [
    { id: 'far', text: 'đèn đường tắt', ...north(140) },
    { id: 'other', text: 'rác đầy đường', ...north(1) },
    { id: 'near', text: 'đèn đường tắt', ...north(20) },
  ]
  const found = similarCases({ text: 'Đèn đường tắt', ...here }, open, { radius: 150 })
  expect(found.map(({ open }) => open.id)).toEqual(['near', 'far'])
  expect(found[0]?.distance).toBeCloseTo(20, 0)
  expect(similarCases({ text: 'x', ...here }, open, { radius: 150, least: 0 })).toHaveLength(3)
})

test('distance is symmetric, never negative, and that of the map', () => {
  expect(distanceOf({ text: '', lat: 21.0285, lng: 105.8542 }, { text: '', lat: 10.7769, lng: 106.7009 })).toBeCloseTo(
    1_143_000,
    -4,
  )
  const place = fc.record({
    text: fc.constant(''),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  fc.assert(
    fc.property(place, place, (a, b) => {
      const there = distanceOf(a, b) ?? -1
      expect(there).toBeGreaterThanOrEqual(0)
      expect(there).toBeCloseTo(distanceOf(b, a) ?? -1, 3)
      expect(there).toBeLessThan(20_040_000)
    }),
  )
})
