import { expect, test } from 'vitest'
import { factsHash, reviewState } from '../../server/content/check/review.ts'
import { findings, guide, record, TODAY } from './support/given.ts'

const reviewed = (change: object) => ({ reviewed: { decision: '10/QĐ-BXD', at: TODAY, by: 'ai', ...change } })

test.each([
  ['nothing has changed', {}, {}, 'current'],
  ['only spaces of the decision differ', reviewed({ decision: '10 /QĐ-BXD' }), {}, 'current'],
  ['another decision', {}, { decision: { number: '11/QĐ-BXD' } }, 'needs-review'],
  ['the guide was written without one', reviewed({ decision: null }), {}, 'needs-review'],
  ['neither names one', reviewed({ decision: null }), { decision: null }, 'current'],
  ['the same facts', reviewed({ facts: factsHash(record()) }), {}, 'current'],
  ['a fee has changed', reviewed({ facts: factsHash(record({ methods: [] })) }), {}, 'needs-review'],
  ['the guide begins later', { effectiveFrom: '2026-12-01' }, {}, 'not-yet'],
  ['the procedure begins later', {}, { effectiveFrom: '2026-12-01' }, 'not-yet'],
  ['today is its last day', { effectiveTo: TODAY }, {}, 'current'],
  ['its last day was yesterday', { effectiveTo: '2026-11-20' }, {}, 'ended'],
  ['the procedure has ended', {}, { effectiveTo: '2026-11-20' }, 'ended'],
  ['replaced', {}, { status: 'replaced', replacedBy: ['1.000002'] }, 'ended'],
  ['to be replaced', {}, { status: 'replaced', effectiveTo: '2026-12-31' }, 'current'],
])('%s', (_, ofGuide, ofRecord, state) => {
  expect(reviewState(guide(ofGuide), record(ofRecord), TODAY).state).toBe(state)
})

test('says why', () => {
  const { reasons } = reviewState(guide(), record({ decision: { number: '11/QĐ-BXD' } }), TODAY)
  expect(reasons).toEqual([{ kind: 'decision', reviewed: '10/QĐ-BXD', current: '11/QĐ-BXD' }])
})

test('the check lists it apart from errors and warnings', () => {
  expect(findings({ record: { decision: { number: '11/QĐ-BXD' } } })).toEqual([
    'review review: guides/1.000001.md: reviewed: viết theo 10/QĐ-BXD, bản ghi nay theo 11/QĐ-BXD',
  ])
})

test('the fingerprint does not depend on the order of methods and papers', () => {
  const one = record()
  const turned = { ...one, methods: one.methods.toReversed(), papers: one.papers.toReversed() }
  expect(factsHash(turned)).toBe(factsHash(one))
  expect(factsHash(record({ papers: [] }))).not.toBe(factsHash(one))
})
