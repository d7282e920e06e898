import { describe, expect, test } from 'vitest'
import { oaOutcome } from '../../bot/channels/zalo-oa-carrier.ts'
import { OaEvent, oaEventKey, oaMeaning } from '../../bot/channels/zalo-oa-inbound.ts'
import { NoticesContent } from '../../server/content/schema-notices.ts'

const NOW = new Date('2026-11-20T22:30:15+07:00')

describe('what a call’s end means', () => {
  test.each([
    [-216, { kind: 'asked-to-wait', seconds: 60 }],
    [-32, { kind: 'asked-to-wait', seconds: 46 }],
    [-144, { kind: 'asked-to-wait', seconds: 90 * 60 - 15, alone: true }],
    [-234, { kind: 'asked-to-wait', seconds: 450 * 60 - 15, alone: true }],
    [-133, { kind: 'asked-to-wait', seconds: 450 * 60 - 15, alone: true }],
    [-200, { kind: 'temporary', error: 'zalo -200' }],
    [-321, { kind: 'temporary', error: 'zalo -321' }],
    [-9999, { kind: 'temporary', error: 'zalo -9999' }],
    [-230, { kind: 'window-closed', error: 'zalo -230' }],
    [-232, { kind: 'window-closed', error: 'zalo -232' }],
    [-213, { kind: 'permanent', error: 'zalo -213' }],
  ])('%i', (code, outcome) => expect(oaOutcome({ kind: 'error', code }, NOW)).toEqual(outcome))

  test.each([
    [{ kind: 'ok', data: null }, { kind: 'delivered' }],
    [
      { kind: 'status', status: 502 },
      { kind: 'temporary', error: 'zalo 502' },
    ],
    [{ kind: 'unreached' }, { kind: 'temporary', error: 'no connection' }],
    // it may have arrived: it is not sent again by itself
    [{ kind: 'broken' }, { kind: 'unknown', error: 'network' }],
    [
      { kind: 'no-access', why: 'refused' },
      { kind: 'asked-to-wait', seconds: 60 },
    ],
  ] as const)('%j', (result, outcome) => expect(oaOutcome(result, NOW)).toEqual(outcome))

  test('in the early morning the night ends at six of the same day', () => {
    const early = new Date('2026-11-20T05:59:00+07:00')
    expect(oaOutcome({ kind: 'error', code: -234 }, early)).toEqual({ kind: 'asked-to-wait', seconds: 60, alone: true })
  })
})

describe('what an event means', () => {
  const of = (name: string, message: object = {}, more: object = {}) =>
    oaMeaning(
      OaEvent.parse({
        event_name: name,
        sender: { id: '7' },
        recipient: { id: '9' },
        timestamp: '1',
        message,
        ...more,
      }),
    )
  const bodies = (name: string, message: object) => {
    const meaning = of(name, message)
    return meaning?.does === 'say' ? meaning.bodies : null
  }
  const attached = (...payloads: object[]) => ({ attachments: payloads.map((payload) => ({ type: 'x', payload })) })

  test.each<[string, object, unknown]>([
    ['user_send_text', { text: 'chào' }, [{ type: 'text', text: 'chào' }]],
    ['user_send_text', {}, [{ type: 'text', text: '' }]],
    [
      'user_send_image',
      { text: 'đèn hỏng', msg_id: 'm', ...attached({ url: 'https://a/1.jpg' }, { url: 'https://a/2.jpg' }) },
      [
        { type: 'photo', ref: 'https://a/1.jpg', caption: 'đèn hỏng', album: 'm' },
        { type: 'photo', ref: 'https://a/2.jpg', album: 'm' },
      ],
    ],
    ['user_send_image', {}, [{ type: 'other' }]],
    ['user_send_file', attached({ url: 'https://a/1', name: 'ANH.JPG' }), [{ type: 'photo', ref: 'https://a/1' }]],
    ['user_send_file', attached({ url: 'https://a/1', name: 'don.docx' }), [{ type: 'other' }]],
    [
      'user_send_location',
      attached({ coordinates: { latitude: '10.5', longitude: '106.25' } }),
      [{ type: 'place', lat: 10.5, lng: 106.25 }],
    ],
    ['user_send_location', attached({ coordinates: { latitude: '100', longitude: '0' } }), [{ type: 'other' }]],
    ['user_send_location', attached({}), [{ type: 'other' }]],
    [
      'user_send_link',
      { text: 'https://x.vn', ...attached({ title: 'Làm căn cước' }) },
      [{ type: 'text', text: 'Làm căn cước' }],
    ],
    [
      'user_send_link',
      { text: 'xem https://x.vn', ...attached({ title: 'A' }) },
      [{ type: 'text', text: 'xem https://x.vn' }],
    ],
    ['user_send_link', { text: 'https://x.vn' }, [{ type: 'text', text: 'https://x.vn' }]],
    ['user_send_audio', {}, [{ type: 'other', what: 'voice' }]],
    ['user_send_sticker', {}, [{ type: 'other', what: 'sticker' }]],
    ['user_send_business_card', {}, [{ type: 'other' }]],
  ])('%s %j', (name, message, expected) => expect(bodies(name, message)).toEqual(expected))

  test('what turns to the account opens its window, and nothing else does', () => {
    expect(of('user_click_chatnow')).toMatchObject({ does: 'nothing', turned: true })
    expect(of('user_withdraw')).toMatchObject({ does: 'withdraw', turned: false })
    expect(of('unfollow', {}, { oa_id: '9', follower: { id: '7' } })).toMatchObject({ does: 'unfollow', turned: false })
    for (const name of ['user_reacted_message', 'oa_send_text', 'user_seen_message', 'anonymous_send_text', 'x'])
      expect([name, of(name)]).toEqual([name, null])
    expect(of('user_send_text', {}, { sender: undefined })).toBeNull()
  })

  test('an event is known by its message, else by name, moment and person', () => {
    const one = OaEvent.parse({ event_name: 'follow', timestamp: 1 })
    expect(oaEventKey(one, '7')).not.toBe(oaEventKey(one, '8'))
    expect(oaEventKey(OaEvent.parse({ event_name: 'user_send_text', message: { msg_id: 'm' } }), '7')).toBe('m')
  })
})

test('approved forms are named by what they tell of, and their holes by what fills them', () => {
  const notices = (zaloTemplates: unknown) =>
    NoticesContent.safeParse({
      quiet: { from: '21:00', to: '07:00' },
      soonDays: 1,
      unfetchedDays: 5,
      apology: { symbol: 'TXL' },
      zaloTemplates,
    })
  expect(notices({ ready: { id: '1', data: { a: 'code:30', b: 'text' } } }).data?.zaloTemplates).toEqual({
    ready: { id: '1', data: { a: { from: 'code', longest: 30 }, b: { from: 'text', longest: 100 } } },
  })
  for (const odd of [{ reddy: { id: '1', data: {} } }, { ready: { id: '1', data: { a: 'phone' } } }, { ready: {} }])
    expect([odd, notices(odd).success]).toEqual([odd, false])
})
