import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { facetOf } from '../../bot/conversation/rules/match.ts'
import { Words } from '../../bot/conversation/rules/schema.ts'
import type { Memory, Understand } from '../../bot/conversation/types.ts'
import { opened } from '../../bot/conversation/understand/opening.ts'
import { createUnderstand } from '../../bot/conversation/understand/understand.ts'
import { readContent } from '../../server/content/read.ts'
import { isClear } from '../../server/search/clear.ts'
import { readSearchFile } from '../../server/search/file.ts'
import { createSearch } from '../../server/search/search.ts'
import { walk } from '../support/walk.ts'
import { ruleWords, world } from './world.ts'

/** What people met while trying the whole system: each line was once misunderstood. */
const CONTENT = join(import.meta.dirname, '../../content')
const nothing: Memory = { procedure: null, facet: null, candidates: [], strikes: 0 }
const MARRIAGE = '1.000894'
const DEATH = '1.000656'
let understand: Understand
beforeAll(() => {
  const { elsewhere, topics, intents } = readContent(CONTENT)
  const bytes = readFileSync(join(CONTENT, 'search.bin'))
  const search = createSearch(readSearchFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)))
  understand = createUnderstand({ words: Words.parse(intents), search, isClear, elsewhere, topics })
})

describe('danger and death', () => {
  test.each([
    ['em bé bị hóc', 'medical'],
    ['bé bị sặc sữa tím tái', 'medical'],
    ['bà tôi bị tai biến', 'medical'],
    ['xe tông người ở ngã ba', 'medical'],
    ['ngập nhà không ra được', 'rescue'],
  ])('%s → %s', async (text, topic) => {
    const heard = await understand(text, nothing)
    expect(heard).toMatchObject({ intent: 'emergency', topic })
    expect(heard.why[0], 'by a rule, whatever is learned').toMatch(/^emergency\//)
  })
  test('xâm hại is danger', async () => {
    expect((await understand('bị xâm hại', nothing)).intent).toBe('emergency')
  })
  test.each(['ông tôi vừa chết cần làm gì', 'mẹ tôi chết hôm qua', 'con bị đuối nước chết rồi làm khai tử'])(
    '%s is a death to register',
    async (text) => {
      const heard = await understand(text, nothing)
      expect(heard.intent).toBe('procedure')
      expect(heard.procedures[0]?.code).toBe(DEATH)
    },
  )
})

describe('no danger any more', () => {
  test.each(['bà nội bị tai biến xin trợ cấp', 'ba tôi tai biến nằm liệt tôi đi thay được không'])(
    '%s',
    async (text) => {
      expect((await understand(text, nothing)).intent).not.toBe('emergency')
    },
  )
})

describe('another procedure', () => {
  test.each([
    ['thế khai sinh thì cần gì', /khai sinh/i],
    ['còn khai tử thì sao', /khai tử/i],
    ['còn làm căn cước thì mất bao lâu', /căn cước/i],
  ])('%s leaves the one in mind', async (text, name) => {
    const heard = await understand(text, { ...nothing, procedure: MARRIAGE })
    expect(heard.followUp).toBeUndefined()
    expect(heard.procedures[0]?.name).toMatch(name)
  })
  test.each(['quay lại kết hôn đi', 'thôi, quay lại kết hôn', 'dk kh cần gì', 'đk kh giấy tờ gì'])(
    '%s → kết hôn',
    async (text) => {
      const heard = await understand(text, { ...nothing, procedure: DEATH })
      expect(heard.procedures[0]?.code).toBe(MARRIAGE)
      expect(heard.why.join(), 'not by lại or không').not.toMatch(/quay lai|hon lai|khong/)
    },
  )
  test.each(['xin trở lại quốc tịch Việt Nam', 'đăng ký lại kết hôn', 'làm online dk kh', 'quay lại'])(
    'an opening is not cut out of a name: %s',
    (text) => {
      expect(opened(ruleWords, text)).toBe(text)
    },
  )
})

describe('a wrong form of four digits', () => {
  test.each(['hai số cuối 67', 'số đt 12 34', 'quên số rồi', 'bốn năm sáu bảy'])(
    '%s stays with the dossier',
    async (text) => {
      const w = await world({ understand })
      const me = await walk(w).hears('H48.21.15-261102-0018')
      await me.hears(text)
      me.says('4 chữ số cuối').understood('dossier')
      w.close()
    },
  )
})

describe('noise', () => {
  test.each([
    '1',
    '7002',
    '12 34',
    '0912',
    'cái thứ tư',
    'cái cuối',
    'trường hợp của tôi',
    'không biết',
    'không cái nào hết',
  ])('never searched: %s', async (text) => {
    expect(await understand(text, nothing)).toMatchObject({ intent: 'smalltalk', topic: 'unclear', procedures: [] })
  })
  test.each([
    'asdfgh',
    'I would like to register my business please',
    'please give me the birth certificate',
    'how are you today',
  ])('not understood: %s', async (text) => {
    const heard = await understand(text, nothing)
    expect(heard.intent).not.toBe('procedure')
    expect(heard.procedures).toEqual([])
  })
  test.each(['dangkykhaisinh', 'ddang ky khai sinh', 'lam cccd online', 'passport', '1.001193'])(
    'understood: %s',
    async (text) => {
      const heard = await understand(text, nothing)
      expect(heard.procedures.length + (heard.elsewhere ? 1 : 0)).toBeGreaterThan(0)
    },
  )
  test.each(['hông', 'ko', 'k'])('%s alone is small talk', async (text) => {
    expect((await understand(text, { ...nothing, procedure: MARRIAGE })).intent).toBe('smalltalk')
  })
  test('abuse', async () => {
    expect(await understand('đù má tụi bây', nothing)).toMatchObject({ intent: 'smalltalk', topic: 'abuse' })
  })
})

describe('a fee in the name of a matter is no question about the fee', () => {
  test.each(['mai táng phí', 'miễn giảm học phí', 'án phí', 'lệ phí trước bạ', 'xin mai táng phí cho ông nội'])(
    '%s',
    async (text) => {
      expect((await understand(text, nothing)).facet).not.toBe('fee')
    },
  )
  test.each(['khai sinh lệ phí bao nhiêu', 'lệ phí trước bạ nộp hết bao nhiêu tiền', 'phí chứng thực'])(
    'but: %s',
    (text) => {
      expect(facetOf(ruleWords, text)?.facet).toBe('fee')
    },
  )
})
