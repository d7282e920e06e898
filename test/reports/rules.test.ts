import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { change, countText, percent, percentText, ratio } from '../../server/reports/rules/numbers.ts'
import { cumulative, custom, lastQuarter, lastYear, longDay, readPeriod } from '../../server/reports/rules/period.ts'

describe('numbers as reports write them', () => {
  it.each([
    [276, 316, 87.34],
    [218, 316, 68.99],
    [218, 321, 67.91],
    [105, 327, 32.11],
    [321, 321, 100],
    [1, 3, 33.33],
    [2, 3, 66.67],
    [1, 800, 0.13], // 0,125: half goes up
  ])('%i of %i is %s %%', (part, total, share) => expect(percent(part, total)).toBe(share))

  it('never says a share of nothing, nor one above the whole', () => {
    expect(percent(0, 0)).toBeNull()
    expect(() => percent(5, 4)).toThrow(RangeError)
  })

  it('is at most half a hundredth away from the exact share', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (a, b) => {
        expect(Math.abs(ratio(a, b) - a / b)).toBeLessThanOrEqual(0.005 + 1e-9)
      }),
    )
  })

  it('writes them in Vietnamese', () => {
    expect([percentText(85.44), percentText(100), countText(6), countText(0), countText(1234)]).toEqual([
      '85,44%',
      '100%',
      '06',
      '0',
      '1.234',
    ])
    expect([change(49, 24), change(24, 49), change(3, 0)]).toEqual([104.17, -51.02, null])
  })
})

describe('reporting periods', () => {
  it.each([
    ['2026-Q3', 'calendar', '2026-07-01', '2026-09-30', 'quý III năm 2026'],
    ['2026-Q4', 'calendar', '2026-10-01', '2026-12-31', 'quý IV năm 2026'],
    ['2026-6m', 'calendar', '2026-01-01', '2026-06-30', '6 tháng đầu năm 2026'],
    ['2026-9m', 'calendar', '2026-01-01', '2026-09-30', '9 tháng đầu năm 2026'],
    ['2024-02', 'calendar', '2024-02-01', '2024-02-29', 'tháng 2 năm 2024'],
    ['2026', 'calendar', '2026-01-01', '2026-12-31', 'năm 2026'],
    ['2026-Q3', 'day-15', '2026-06-15', '2026-09-14', 'quý III năm 2026'],
    ['2026-Q1', 'day-15', '2025-12-15', '2026-03-14', 'quý I năm 2026'],
    ['2026-6m', 'day-15', '2025-12-15', '2026-06-14', '6 tháng đầu năm 2026'],
    ['2026', 'day-15', '2025-12-15', '2026-12-14', 'năm 2026'],
    ['2026-07-01..2026-09-30', 'calendar', '2026-07-01', '2026-09-30', 'quý III năm 2026'],
    ['2026-07-02..2026-07-09', 'calendar', '2026-07-02', '2026-07-09', 'từ ngày 02/07/2026 đến ngày 09/07/2026'],
  ] as const)('%s by %s', (name, cutoff, from, to, label) => {
    expect(readPeriod(name, cutoff)).toEqual({ from, to, label })
  })

  it('refuses what is no period', () => {
    for (const name of ['2026-Q5', '26-Q1', '2026-13', 'quý 3', '2026-02-30..2026-03-01', '2026-03-02..2026-03-01'])
      expect(readPeriod(name, 'calendar')).toBeNull()
  })

  it('knows the same days last year, the year so far and the quarter that ended last', () => {
    const quarter = readPeriod('2026-Q3', 'calendar')
    if (!quarter) throw new Error('no period')
    expect(lastYear(quarter)).toEqual({ from: '2025-07-01', to: '2025-09-30', label: 'quý III năm 2025' })
    expect(cumulative(quarter, 'calendar')).toMatchObject({ from: '2026-01-01', to: '2026-09-30' })
    expect(cumulative({ from: '2026-12-15', to: '2026-12-20', label: '' }, 'day-15').from).toBe('2026-12-15')
    expect(lastYear(custom('2024-02-01', '2024-02-29') ?? quarter).to).toBe('2023-02-28')
    expect([lastQuarter('2026-11-21'), lastQuarter('2026-02-01')]).toEqual(['2026-Q3', '2025-Q4'])
  })

  it('writes days as official documents do', () => {
    expect([longDay('2023-09-08'), longDay('2026-02-03'), longDay('2026-12-21')]).toEqual([
      '08 tháng 9 năm 2023',
      '03 tháng 02 năm 2026',
      '21 tháng 12 năm 2026',
    ])
  })
})
