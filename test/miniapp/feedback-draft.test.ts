import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Draft,
  faultOf,
  intakeOf,
  isAnonymous,
  isBegun,
  isPhone,
  newDraft,
  STEPS,
  stepOf,
  stepOfField,
} from '../../miniapp/src/feedback/draft.ts'
import { Intake } from '../../server/feedback/schema.ts'

const KEY = '0123456789abcdef0123456789abcdef'
const draft = (more: Partial<Draft> = {}): Draft => ({ ...newDraft(KEY), text: 'Đèn đường tắt ba tối nay.', ...more })

describe('a draft', () => {
  test('no consent is given and no way of reply chosen beforehand', () => {
    expect(newDraft(KEY)).toMatchObject({ publish: false, contact: false, reply: '', photos: [] })
    expect(isBegun(newDraft(KEY))).toBe(false)
  })

  test('a step of the address counts only once something was written', () => {
    expect(stepOf('contact', newDraft(KEY))).toBe('what')
    expect(stepOf('contact', draft())).toBe('contact')
    expect(stepOf('bịa', draft())).toBe('what')
  })

  test.each([
    ['what', {}, null],
    ['what', { text: '  đèn tắt ' }, 'text-short'],
    ['where', {}, null],
    ['more', {}, null],
    ['photos', {}, null],
    ['contact', {}, 'reply-missing'],
    ['contact', { reply: 'none' }, null],
    ['contact', { reply: 'phone' }, 'phone-missing'],
    ['contact', { reply: 'phone', phone: '12345' }, 'phone-wrong'],
    ['contact', { reply: 'phone', phone: '0912.345.678' }, null],
  ] as const)('%s %o: %s', (step, more, fault) => {
    expect(faultOf(step, draft(more))).toBe(fault)
  })

  test.each([
    ['0912345678', true],
    ['+84 912 345 678', true],
    ['(0255) 3 822 822', true],
    ['113', false],
    ['0012345678', false],
    ['091234567', false],
  ])('the number %s: %s', (number, fine) => expect(isPhone(number)).toBe(fine))
})

describe('what is sent', () => {
  test('what was left empty is left out', () => {
    expect(intakeOf(draft({ reply: 'none' }))).toEqual({
      text: 'Đèn đường tắt ba tối nay.',
      contact: { kind: 'none' },
      consent: { publish: false, contact: false },
    })
  })

  test('name, address and phone stay on the device unless the citizen wants to be known', () => {
    const written = { name: 'Nguyễn Văn Thử', address: 'Thôn Đông', phone: '0912345678', contact: true }
    const hidden = intakeOf(draft({ ...written, reply: 'none' }))
    expect(JSON.stringify(hidden)).not.toMatch(/Nguyễn|Thôn Đông|0912/)
    expect(hidden.consent).toEqual({ publish: false, contact: false })
    expect(intakeOf(draft({ ...written, reply: 'phone' }))).toMatchObject({
      name: 'Nguyễn Văn Thử',
      contact: { kind: 'phone', phone: '0912345678' },
      consent: { publish: false, contact: true },
    })
    expect(isAnonymous(draft({ ...written, reply: 'phone' }))).toBe(false)
    expect(isAnonymous(draft({ ...written, reply: 'phone', address: ' ' }))).toBe(true)
  })

  test('the accuracy of a position is for the citizen only', () => {
    const here = { lat: 15.12, lng: 108.8, accuracy: 20 }
    expect(intakeOf(draft({ here, hamlet: 'Thôn Đông' })).place).toEqual({
      hamlet: 'Thôn Đông',
      lat: 15.12,
      lng: 108.8,
    })
  })

  test('whatever was written and passed every step, the API takes it', () => {
    const line = (max: number) => fc.string({ maxLength: max })
    const any = fc.record({
      text: fc.string({ minLength: 10, maxLength: 4000 }),
      place: line(300),
      hamlet: line(100),
      happenedAt: line(100),
      about: line(300),
      dossierCode: line(60),
      proposal: line(2000),
      reply: fc.constantFrom<Draft['reply'][]>('none', 'phone'),
      phone: fc.constant('0912 345 678'),
      name: line(100),
      address: line(300),
      publish: fc.boolean(),
      contact: fc.boolean(),
      here: fc.option(fc.constant({ lat: 15, lng: 108, accuracy: 5 })),
    })
    fc.assert(
      fc.property(any, (more) => {
        const written = draft(more)
        fc.pre(STEPS.every((step) => faultOf(step, written) === null))
        expect(Intake.safeParse(intakeOf(written)).success).toBe(true)
      }),
    )
  })
})

test.each([
  ['text', 'what'],
  ['place.lat', 'where'],
  ['dossierCode', 'more'],
  ['photo', 'photos'],
  ['contact.phone', 'contact'],
  ['website', null],
  [undefined, null],
] as const)('a fault of %s is mended on the page %s', (field, step) => {
  expect(stepOfField(field)).toBe(step)
})
