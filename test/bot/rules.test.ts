import { describe, expect, test } from 'vitest'
import { actionOf, choose } from '../../bot/conversation/choices.ts'
import { commandOf, deepLink } from '../../bot/conversation/command.ts'
import { pickExact, pickLoosely } from '../../bot/conversation/pick.ts'
import { dossierMention } from '../../bot/conversation/rules/index.ts'
import { find, phrase, words } from '../../bot/conversation/rules/phrases.ts'
import { digitsOf } from '../../bot/flows/dossier.ts'
import { ruleWords, understand } from './world.ts'

const memory = { procedure: null, facet: null, candidates: [], strikes: 0 }

describe('phrases', () => {
  test.each([
    ['cháy nhà', 'cháy nhà rồi', true],
    ['cháy nhà', 'chay nha roi', true],
    ['cháy nhà', 'chạy nhà khác', false],
    ['cháy nhà', 'chảy nhà', false],
    ['hoà giải', 'hòa giải', true],
    ['phí', 'ở phía sau', false],
    ['đánh … con', 'nó đánh hai đứa con tôi', true],
    ['đánh … con', 'đánh một hai ba bốn năm con', false],
    ['không/ko/k', 'được k', true],
  ])('%s in "%s": %s', (pattern, text, found) => {
    expect(find(phrase(pattern), words(text)) !== null).toBe(found)
  })
})

describe('emergencies', () => {
  test.each([
    ['cháy nhà hàng xóm', 'fire'],
    ['co nguoi dang danh nhau cam dao', 'crime'],
    ['ba tôi đột quỵ, khó thở', 'medical'],
    ['nước lũ lên tới mái nhà rồi, nhà có hai cụ già chưa ra được', 'rescue'],
    ['hàng xóm bạo hành đứa con riêng 5 tuổi', 'child'],
    ['tôi không muốn sống nữa', 'self-harm'],
  ])('%s → %s', async (text, topic) => {
    expect(await understand(text, memory)).toMatchObject({ intent: 'emergency', topic })
  })
  test.each([
    'giấy tờ bị cháy hết thì xin cấp lại khai sinh ở đâu',
    'trợ cấp cho người bị tai biến',
    'chạy xe máy cần giấy tờ gì',
    'hỗ trợ nhà bị sập do bão',
    'khai tử cho người tự tử',
  ])('not: %s', async (text) => {
    expect((await understand(text, memory)).intent).not.toBe('emergency')
  })
  test('police beating someone is a denunciation, not a call to 113', async () => {
    expect(
      (await understand('công an xã đánh con tôi lúc mời lên làm việc, tôi muốn làm đơn tố cáo', memory)).intent,
    ).toBe('denunciation')
  })
})

describe('dossier codes', () => {
  test.each([
    ['mã hs là h48 21 15 261102 0018', 'H48.21.15-261102-0018'],
    ['H48.21.15-261102-0018.', 'H48.21.15-261102-0018'],
    ['000.00.53.h48-220921-0099', '000.00.53.H48-220921-0099'],
    ['h56.14–240823–0001 xong chua', 'H56.14-240823-0001'],
    ['H15.50.05.13-261008-1500975', 'H15.50.05.13-261008-1500975'],
    ['h48-261102-0018', 'H48-261102-0018'],
  ])('%s', (text, code) => {
    expect(dossierMention(text)).toEqual({ codes: [code], partial: false })
  })
  test.each(['h48.21.15-2611', 'mã hồ sơ 327', 'H4821152611020018', 'h48 21 15 269902 0018', '261102-0018'])(
    'asks again: %s',
    (text) => {
      expect(dossierMention(text)).toMatchObject({ codes: [], partial: true })
    },
  )
  test.each(['làm khai sinh', 'tôi sinh năm 1972', 'nộp 2 bản sao', 'thông tư 01 2018'])('none in: %s', (text) => {
    expect(dossierMention(text)).toBeNull()
  })
  test('digits beside the code are found, and phones give their last four', () => {
    expect(dossierMention('H48.21.15-261102-0018 sđt 0912 344 567')?.digits).toBe('4567')
    expect(dossierMention('H48.21.15-261102-0018 4 số cuối 4567')?.digits).toBe('4567')
    expect(digitsOf('4567 ạ')).toBe('4567')
    expect(digitsOf('+84 912 344 567')).toBe('4567')
    expect(digitsOf('45678')).toBeNull()
  })
})

describe('choices', () => {
  const offered = ['Đăng ký tạm trú', 'Gia hạn tạm trú', 'Việc khác'].map((label, at) => ({ id: `p:${at}`, label }))
  test.each([
    ['2', 1],
    ['số 2', 1],
    ['cái thứ hai đi ạ', 1],
    ['gia han tam tru', 1],
    ['cái đầu tiên', 0],
  ])('"%s" picks %i', (text, at) => {
    expect(pickExact(text, offered, ruleWords)).toEqual(offered[at])
  })
  test.each(['tạm trú', '12', '9', 'có 2 con'])('"%s" picks nothing', (text) => {
    expect(pickExact(text, offered, ruleWords)).toBeNull()
  })
  test('a number counts only in a list that was just shown; beyond it, it may be what a choice says', () => {
    expect(pickExact('2', offered, ruleWords, false)).toBeNull()
    const days = ['5', '15', '30'].map((label, at) => ({ id: `q:${at}`, label }))
    expect(pickExact('2', days, ruleWords)?.label).toBe('15')
    expect(pickExact('15', days, ruleWords)?.label).toBe('15')
    expect(pickExact('15', days, ruleWords, false)).toBeNull()
    expect(pickExact('16', days, ruleWords)).toBeNull()
  })
  test('the longer of two labels that one text holds is meant', () => {
    const faces = ['Rất hài lòng', 'Hài lòng', 'Không hài lòng'].map((label, at) => ({ id: `s:${at}`, label }))
    expect(pickLoosely('dạ rất hài lòng ạ', faces, ruleWords)?.label).toBe('Rất hài lòng')
    expect(pickLoosely('không hài lòng lắm', faces, ruleWords)?.label).toBe('Không hài lòng')
  })
  test('yes and no find their option only when it is one', () => {
    const options = ['Có, bản giấy', 'Không, nhưng có người làm chứng', 'Không có cả hai'].map((label, at) => ({
      id: `a${at}`,
      label,
    }))
    expect(pickLoosely('dạ có ạ', options, ruleWords)?.id).toBe('a0')
    expect(pickLoosely('không', options, ruleWords)).toBeNull()
  })
  test('ids survive a round trip and stay below 64 bytes', () => {
    expect(actionOf(choose.facet('documents', '1.001193'))).toEqual({
      do: 'facet',
      code: '1.001193',
      facet: 'documents',
    })
    expect(actionOf('p:drop table')).toBeNull()
    expect(choose.answer('1.001193', 'x'.repeat(200), 'ế'.repeat(200)).length).toBeLessThan(64)
  })
  test('deep links', () => {
    expect(commandOf(`/start ${deepLink.procedure('1.001193')}`)).toEqual({ choice: 'p:1.001193' })
    expect(commandOf(`/start ${deepLink.dossier('H48.21.15-261102-0018')}`)).toEqual({
      choice: 'd:H48.21.15-261102-0018',
    })
    expect(commandOf('/thutuc khai sinh')).toEqual({ text: 'khai sinh' })
    expect(commandOf('/unknown')).toBeNull()
    expect(commandOf('chào')).toBeNull()
  })
})
