import { expect, test } from 'vitest'
import { caseOf } from '../../miniapp/src/case.ts'
import { RECORDS } from './records.ts'

const guide = RECORDS[0]?.guide
if (!guide) throw new Error('the first record has a guide')
const of = (answers: Record<string, string>) => caseOf(guide, answers)
const papers = (answers: Record<string, string>) => of(answers).papers.map(({ id }) => id)

test('asks only what the answers so far make necessary', () => {
  expect(of({}).next?.id).toBe('nuoc-ngoai')
  expect(of({ 'nuoc-ngoai': 'khong', 'hoan-canh': 'bo-roi' }).next?.id).toBe('tuoi-be')
  expect(of({ 'nuoc-ngoai': 'khong', 'hoan-canh': 'co-cha-me' }).next?.id).toBe('cha-me-ket-hon')
})

test('an answer to a question no longer asked is kept but does not count', () => {
  const both = { 'nuoc-ngoai': 'khong', 'hoan-canh': 'co-cha-me', 'cha-me-ket-hon': 'chua', 'nhan-con': 'co' }
  expect(of(both).outcomes.some(({ goto }) => goto === '1.000689')).toBe(true)
  const changed = { ...both, 'cha-me-ket-hon': 'roi' }
  expect(of(changed).outcomes.some(({ goto }) => goto === '1.000689')).toBe(false)
  expect(of({ ...changed, 'cha-me-ket-hon': 'chua' })).toEqual(of(both))
})

test('the checklist holds what is certain and says whether more may come', () => {
  expect(papers({})).toEqual(['to-khai', 'giay-tuy-than', 'noi-cu-tru'])
  expect(of({}).undecided).toBe(true)
  const done = {
    'nuoc-ngoai': 'khong',
    'hoan-canh': 'bo-roi',
    'tuoi-be': 'trong-han',
    'lien-thong': 'khong',
  }
  expect(of(done).next).toBeNull()
  expect(of(done).undecided).toBe(false)
  expect(papers(done)).toEqual(['to-khai', 'bien-ban-bo-roi', 'giay-tuy-than', 'noi-cu-tru'])
})

test('an option that the guide does not have is no answer', () => {
  expect(of({ 'nuoc-ngoai': 'bịa' }).next?.id).toBe('nuoc-ngoai')
})

test('nobody asks whether a father or mother hands in for a child without known parents', () => {
  for (const found of ['bo-roi', 'chua-ro']) {
    const asked = of({ 'nuoc-ngoai': 'khong', 'hoan-canh': found, 'tuoi-be': 'trong-han', 'lien-thong': 'khong' })
    expect(asked.asked.map(({ question }) => question.id)).not.toContain('nguoi-nop')
    expect(asked.next).toBeNull()
  }
})

test('an answer that sends to another procedure stops the questions until the citizen goes on', () => {
  const foreign = { 'nuoc-ngoai': 'co', 'hoan-canh': 'bo-roi' }
  expect(of(foreign)).toMatchObject({ stop: { goto: '2.000528' }, next: null })
  expect(of({ ...foreign, 'goto:2.000528': 'on' })).toMatchObject({ stop: null, next: { id: 'tuoi-be' } })
})
