import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Survey } from '../../server/content/schema-survey.ts'
import { asked, judged, marksOf, pagesOf, readAnswers } from '../../server/surveys/rules/answers.ts'
import * as nine from '../../server/surveys/rules/nine-indices.ts'
import { share, slovin } from '../../server/surveys/rules/shares.ts'
import { content, GOOD, survey } from './support.ts'

describe('the nine indices, TT 01/2018/TT-VPCP Điều 13–15', () => {
  it.each([
    [3, 5, 2],
    [5, 5, 1],
    [6, 5, 0],
  ])('index 1 and 2: %i working days of %i allowed scores %i', (taken, allowed, score) =>
    expect(nine.timeScore(taken, allowed)).toBe(score),
  )

  it.each([
    [0, 2],
    [1, 1],
    [2, 0],
    [7, 0],
  ])('index 3 and 4: %i times scores %i', (times, score) => expect(nine.timesScore(times)).toBe(score))

  it.each([
    [1, false, 2],
    [1, true, 2],
    [0.99, true, 1],
    [0.5, false, 0],
    [null, true, null],
  ])('index 5: %s of the procedures at the desk (all received there: %s) scores %s', (oneStopShare, all, score) =>
    expect(nine.oneStopScore({ oneStopShare }, all)).toBe(score),
  )

  it.each([
    ['early', false, 2],
    ['on-time', false, 1],
    ['late', false, 0],
    ['early', true, 0],
    ['on-time', true, 0],
  ] as const)('index 7: %s, founded complaint %s scores %i', (timing, founded, score) =>
    expect(nine.attitudeScore(timing, founded)).toBe(score),
  )

  it.each([
    [{ received: 0, onTime: 0, prolonged: 0 }, 2],
    [{ received: 10, onTime: 10, prolonged: 0 }, 2],
    [{ received: 10, onTime: 9, prolonged: 0 }, 1],
    [{ received: 10, onTime: 8, prolonged: 0 }, 0],
    [{ received: 100, onTime: 100, prolonged: 1 }, 0],
  ])('index 8: %o scores %i', (petitions, score) => expect(nine.petitionScore(petitions)).toBe(score))

  it.each([
    [{ procedureShare: 0.2, dossierShare: 0.3, overdue: 0 }, 2],
    [{ procedureShare: 0.19, dossierShare: 0.3, overdue: 0 }, 1],
    [{ procedureShare: 0.5, dossierShare: 0.29, overdue: 0 }, 1],
    [{ procedureShare: 0.5, dossierShare: 0.15, overdue: 0 }, 1],
    [{ procedureShare: 0.5, dossierShare: 0.14, overdue: 0 }, 0],
    [{ procedureShare: 0.5, dossierShare: 0.9, overdue: 1 }, 0],
    [{ procedureShare: 0, dossierShare: 0, overdue: 0 }, 0],
    [{ procedureShare: null, dossierShare: 0.9, overdue: 0 }, null],
  ])('index 9: %o scores %s', (online, score) => expect(nine.onlineScore(online)).toBe(score))

  it('an index is the mean of its dossiers, one decimal', () => {
    expect(nine.indexScore([2, 2, 1])).toBe(1.7)
    expect(nine.indexScore([2, 1])).toBe(1.5)
    expect(nine.indexScore([1, 1, 1, 0])).toBe(0.8)
    expect(nine.indexScore([])).toBeNull()
  })

  const all = (score: number | null): nine.IndexScores => ({
    1: score,
    2: score,
    3: score,
    4: score,
    5: score,
    6: score,
    7: score,
    8: score,
    9: score,
  })
  it.each([
    [{ ...all(2) }, 18, 'Xuất sắc'],
    [{ ...all(2), 1: 0, 2: 1 }, 15, 'Xuất sắc'],
    [{ ...all(2), 1: 0, 2: 0.9 }, 14.9, 'Tốt'],
    [{ ...all(2), 1: 0, 2: 0, 3: 0 }, 12, 'Tốt'],
    [{ ...all(2), 1: 0, 2: 0, 3: 0, 4: 1.9 }, 11.9, 'Khá'],
    [{ ...all(1) }, 9, 'Khá'],
    [{ ...all(1), 9: 0.9 }, 8.9, 'Trung bình'],
    [{ ...all(1), 7: 0, 8: 0, 9: 0 }, 6, 'Trung bình'],
    [{ ...all(1), 7: 0, 8: 0, 9: 0, 1: 0.9 }, 5.9, 'Yếu'],
    [{ ...all(0), 1: 2 }, 2, 'Yếu'],
  ])('unit %o is %s: %s', (scores, total, text) =>
    expect(nine.unitClass(scores)).toMatchObject({ total, text, missing: [] }),
  )

  it('leaves out and names an index without data', () => {
    expect(nine.unitClass({ ...all(2), 2: null, 5: null })).toEqual({ total: 14, text: 'Tốt', missing: [2, 5] })
  })

  it.each([
    [{ 1: 2, 2: 2, 3: 2, 4: 2, 7: 2 }, 'Hoàn thành 100% nhiệm vụ'],
    [{ 1: 1, 2: 1, 3: 1, 4: 1, 7: 1 }, 'Hoàn thành 100% nhiệm vụ'],
    [{ 1: 1, 2: 1, 3: 1, 4: 1, 7: 0.9 }, 'Hoàn thành từ 70% đến dưới 100% nhiệm vụ'],
    [{ 1: 1, 2: 1, 3: 1, 4: 0.5, 7: 0 }, 'Hoàn thành từ 70% đến dưới 100% nhiệm vụ'],
    [{ 1: 1, 2: 1, 3: 1, 4: 0.4, 7: 0 }, 'Hoàn thành dưới 70% nhiệm vụ'],
  ])('officer %o: %s', (scores, text) => expect(nine.officerClass(scores).text).toBe(text))
})

describe('answers', () => {
  it('are refused by question, in words', () => {
    const { faults } = readAnswers(survey('tthc'), { ...GOOD, time: 'khi nào rảnh', visits: '', lạ: '1' })
    expect(faults.map(({ item }) => item)).toEqual(['lạ', 'time', 'visits'])
    expect(faults[1]?.message).toContain('không có lựa chọn này')
    expect(faults[2]?.message).toContain('còn thiếu')
  })

  it('ask why only whom it concerns, and drop what is no longer asked', () => {
    const kiosk = survey('kiosk')
    expect(asked(kiosk, { feeling: 'very' }).map(({ id }) => id)).toEqual(['feeling'])
    expect(readAnswers(kiosk, { feeling: 'unsatisfied' }).faults).toHaveLength(1)
    expect(readAnswers(kiosk, { feeling: 'unsatisfied', reason: 'wait' })).toEqual({
      answers: { feeling: 'unsatisfied', reason: 'wait' },
      faults: [],
    })
    expect(readAnswers(kiosk, { feeling: 'very', reason: 'wait' }).answers).toEqual({ feeling: 'very' })
  })

  it('come in pages of at most five', () => {
    for (const one of content.surveys) for (const page of pagesOf(one)) expect(page.length).toBeLessThanOrEqual(5)
    expect(pagesOf(survey('unit')).flat()).toHaveLength(survey('unit').items.length)
  })

  it('judge satisfaction by the named item, else by the mean', () => {
    expect(judged(survey('tthc'), { ...GOOD, attitude: 'bad' })).toEqual({ score: 0.8, satisfied: false })
    expect(judged(survey('tthc'), { ...GOOD, public: 'unknown' })).toEqual({ score: 1, satisfied: true })
    const five = (answer: string) =>
      Object.fromEntries(
        survey('unit')
          .items.filter(({ type }) => type === 'choice')
          .map(({ id }) => [id, answer]),
      )
    expect(judged(survey('unit'), five('4')).satisfied).toBe(true)
    expect(judged(survey('unit'), { ...five('4'), seats: '3' }).satisfied).toBe(false)
    expect(judged(survey('chat'), {})).toEqual({ score: null, satisfied: null })
  })

  it('are marked, never dropped', () => {
    const five = Object.fromEntries(
      survey('unit')
        .items.filter(({ type }) => type === 'choice')
        .map(({ id }) => [id, '5']),
    )
    const calm = { seconds: 200, earlierOfDevice: 0, working: true, door: 'web' }
    expect(marksOf(survey('unit'), five, calm)).toEqual(['straight'])
    expect(marksOf(survey('unit'), { ...five, seats: '2' }, calm)).toEqual([])
    expect(marksOf(survey('tthc'), GOOD, { ...calm, seconds: 3 })).toEqual(['hasty'])
    expect(marksOf(survey('tthc'), GOOD, { ...calm, earlierOfDevice: 3 })).toEqual(['same-device'])
    expect(marksOf(survey('tthc'), GOOD, { ...calm, earlierInMinute: 9 })).toEqual([])
    expect(marksOf(survey('tthc'), GOOD, { ...calm, earlierInMinute: 10 })).toEqual(['burst'])
    expect(marksOf(survey('kiosk'), { feeling: 'very' }, { ...calm, earlierOfDevice: 40, door: 'kiosk' })).toEqual([])
    expect(marksOf(survey('kiosk'), { feeling: 'very' }, { ...calm, working: false, door: 'kiosk' })).toEqual([
      'after-hours',
    ])
  })
})

describe('shares', () => {
  it('carry their n and a Wilson interval; none under the minimum', () => {
    // 95 of 100: Wilson 88,82–97,85
    expect(share(95, 100, 1)).toEqual({ part: 95, n: 100, value: 95, low: 88.82, high: 97.85 })
    expect(share(0, 0, 1).value).toBeNull()
    expect(share(9, 9, 10)).toEqual({ part: 9, n: 9, value: null, low: null, high: null })
    expect(share(10, 10, 1)).toMatchObject({ value: 100, high: 100 })
  })

  it('the interval holds the share and stays within 0–100', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (n, k) => {
        const { value, low, high } = share(k % (n + 1), n, 1)
        expect(low ?? -1).toBeGreaterThanOrEqual(0)
        expect(high ?? 101).toBeLessThanOrEqual(100)
        expect(value ?? -1).toBeGreaterThanOrEqual((low ?? 0) - 0.01)
        expect(value ?? 101).toBeLessThanOrEqual((high ?? 100) + 0.01)
      }),
    )
  })

  it('names the size of a sample', () => {
    expect([slovin(300), slovin(1)]).toEqual([172, 1])
  })
})

describe('instruments', () => {
  const good = { ...survey('kiosk') }
  it.each<[unknown, string]>([
    [{ ...good, items: [...good.items, ...good.items] }, 'stands twice'],
    [{ ...good, satisfied: { item: 'khong', options: ['x'] } }, 'no item khong'],
    [{ ...good, satisfied: { item: 'feeling', options: ['ok'] } }, 'no option ok'],
    [{ ...good, items: [{ id: 'a', ask: 'x', options: [{ id: 'b', label: 'c' }] }] }, 'too few options'],
  ])('with a fault are refused (%#)', (broken, why) => {
    const read = Survey.safeParse(broken)
    expect(read.success).toBe(false)
    if (why.startsWith('no ') || why.startsWith('stands')) expect(read.error?.message).toContain(why)
  })

  it('never call themselves SIPAS, and say whose wording is a draft', () => {
    const unit = survey('unit')
    expect(unit.title).not.toMatch(/sipas/i)
    expect(unit.draft).toBe(true)
    expect(unit.factors).toHaveLength(5)
  })
})
