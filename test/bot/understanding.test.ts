import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { Words } from '../../bot/conversation/rules/schema.ts'
import type { Memory, Understand } from '../../bot/conversation/types.ts'
import { createUnderstand } from '../../bot/conversation/understand/understand.ts'
import { readContent } from '../../server/content/read.ts'
import { isClear } from '../../server/search/clear.ts'
import { readSearchFile } from '../../server/search/file.ts'
import { createSearch } from '../../server/search/search.ts'
import { questions } from '../bench/questions.ts'

/** The kept model and the content as they are: what a citizen meets. */
const CONTENT = join(import.meta.dirname, '../../content')
const nothing: Memory = { procedure: null, facet: null, candidates: [], strikes: 0 }
let understand: Understand
beforeAll(() => {
  const content = readContent(CONTENT)
  const bytes = readFileSync(join(CONTENT, 'search.bin'))
  const search = createSearch(readSearchFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)))
  const { elsewhere, topics } = content
  understand = createUnderstand({ words: Words.parse(content.intents), search, isClear, elsewhere, topics })
})

describe('what is never missed', () => {
  test.each(['emergency', 'denunciation'])('every %s of the dev set', async (kind) => {
    const missed: string[] = []
    for (const question of questions('dev').filter((one) => one.kind === kind)) {
      if ((await understand(question.text, nothing)).intent !== kind) missed.push(question.text)
    }
    expect(missed).toEqual([])
  })

  test.each([
    'kho rơm sau nhà ông Tư bùng cháy dữ quá, lan qua chuồng bò rồi',
    'co ai khong ba noi em te xuong gieng roi',
    'nước dâng tới cổ rồi, ba mẹ con đang trèo lên nóc chuồng',
    'thằng say rượu đang vác rựa rượt vợ nó ngoài sân',
    'bé hàng xóm bị cha dượng trói vô cột đập hoài',
    'em uống thuốc diệt cỏ rồi, em không thiết sống nữa',
    'chồng tôi tự nhiên gục xuống, tay chân lạnh ngắt gọi không nghe',
    'mui gas nong nac trong bep khong dam bat den',
  ])('danger: %s', async (text) => {
    expect((await understand(text, nothing)).intent).toBe('emergency')
    // danger is danger in the middle of anything else
    expect((await understand(text, { ...nothing, procedure: '1.001193' })).intent).toBe('emergency')
  })
  test.each([
    'sổ hộ khẩu bị cháy hồi năm kia giờ làm giấy gì thay',
    'nhà tôi sập do bão năm ngoái, xin hỗ trợ xây lại',
    'thủ tục xin trợ cấp cho người bị tai nạn giao thông',
    'người chết đuối thì khai tử ở đâu',
    'bố tôi tai biến nằm một chỗ, xin giấy khuyết tật',
    'đăng ký khai sinh cho bé bị bỏ rơi',
    'mở cửa hàng bán bình gas cần giấy phép gì',
    'nước máy yếu quá cả tuần rồi',
    'Ra công an xã ở mô cũng được hè?',
  ])('no danger: %s', async (text) => {
    expect((await understand(text, nothing)).intent).not.toBe('emergency')
  })

  test.each([
    'ông trưởng ban cắt xén tiền hỗ trợ lũ lụt của bà con',
    'can bo dia chinh vòi 5 triệu mới chịu ký sổ',
    'muốn tố một người trong ủy ban nhận phong bì thì gửi đơn chỗ nào',
    'kế toán trường lập danh sách ma để rút tiền ăn của học sinh',
  ])('denunciation: %s', async (text) => {
    expect((await understand(text, nothing)).intent).toBe('denunciation')
  })
  test.each([
    'cán bộ một cửa nói năng cộc lốc',
    'xin giấy xác nhận hộ nghèo',
    'chị ở quầy tiếp dân rất tận tình',
    'làm giả giấy tờ kiểu gì hay vậy, chỉ em cách làm giả với',
  ])('no denunciation: %s', async (text) => {
    expect((await understand(text, nothing)).intent).not.toBe('denunciation')
  })
})

describe('other needs', () => {
  test.each([
    ['tôi không chấp nhận quyết định phạt của xã, tôi khiếu nại', 'complaint'],
    ['bà con ở hẻm 12 than cống trào nước thối mấy bữa nay', 'feedback'],
    ['den duong dau thon hong ca tuan chua ai sua', 'feedback'],
    ['cán bộ tư pháp hách dịch, hỏi không thèm trả lời', 'feedback'],
    ['hồ sơ đất tôi nộp hôm rằm giờ tới đâu rồi', 'dossier'],
    ['giay hen ghi hom qua ma chua thay tin gi', 'dossier'],
    ['cho tôi chấm điểm dịch vụ sau khi nhận kết quả', 'survey'],
    ['tui chỉ muốn nói chuyện với người thiệt thôi', 'human'],
    ['xin số của anh phụ trách đất đai', 'human'],
    ['cám ơn em nhiều lắm nghe', 'smalltalk'],
    ['alo có ai ở đó không', 'smalltalk'],
    ['🙏', 'smalltalk'],
    ['chiều mai có mưa không vậy', 'out_of_scope'],
    ['con trai tôi nổi mẩn đỏ bôi thuốc gì', 'out_of_scope'],
    ['cho xin danh sách số điện thoại mấy hộ trong thôn', 'out_of_scope'],
  ])('%s → %s', async (text, intent) => {
    expect((await understand(text, nothing)).intent).toBe(intent)
  })

  test('a matter of another body: its door, and the commune’s own near ones', async () => {
    const heard = await understand('đổi bằng lái xe sắp hết hạn', nothing)
    expect(heard).toMatchObject({ elsewhere: { name: expect.stringMatching(/lái xe/i) } })
    expect(['out_of_scope', 'procedure']).toContain(heard.intent)
  })

  test.each([
    ['nộp hồ sơ trên mạng thì bấm vào đâu, chỉ từng bước', 'nop-truc-tuyen'],
    ['thanh toán lệ phí online bị trừ tiền hai lần', 'thanh-toan-truc-tuyen'],
  ])('a how-to: %s', async (text, slug) => {
    expect(await understand(text, nothing)).toMatchObject({ intent: 'procedure', howTo: slug })
  })
})

describe('procedures', () => {
  test.each([
    ['sao y bằng tốt nghiệp mấy đồng một tờ', '2.000815', 'fee'],
    ['dki tam tru cho cong nhan o tro can giay gi', '1.004194', 'documents'],
    ['cuối tuần này tụi em ra đăng ký kết hôn, mang theo gì', '1.000894', 'documents'],
    ['mở tiệm tạp hóa đăng ký kinh doanh mất mấy ngày', '1.001612', 'time'],
  ])('%s', async (text, code, facet) => {
    const heard = await understand(text, nothing)
    expect(heard).toMatchObject({ intent: 'procedure', facet })
    expect(heard.procedures[0]?.code).toBe(code)
    expect(heard.why.length).toBeGreaterThan(0)
  })

  test('two needs are both understood, in the order asked', async () => {
    const { needs, procedures } = await understand('đăng ký kết hôn rồi sao y căn cước', nothing)
    expect(needs).toEqual(['1.000894', '2.000815'])
    expect(procedures.slice(0, 2).map(({ code }) => code)).toEqual(needs)
  })
  test.each(['làm giấy khai sinh cho con', 'vợ chồng tôi mới cưới, muốn nhập khẩu về nhà chồng'])(
    'one need is one: %s',
    async (text) => {
      expect((await understand(text, nothing)).needs).toBeUndefined()
    },
  )

  test.each(['thế lệ phí bao nhiêu', 'mấy ngày có', 'nộp ở mô rứa', 'rồi cần đem gì', 'lệ phí'])(
    'with a procedure in mind it is about that: %s',
    async (text) => {
      const heard = await understand(text, { ...nothing, procedure: '1.004194' })
      expect(heard).toMatchObject({ intent: 'procedure', followUp: true, procedures: [{ code: '1.004194' }] })
      expect(heard.procedures[0]?.name).toMatch(/tạm trú/i)
    },
  )
  test.each([
    ['đăng ký kết hôn cần giấy tờ gì', '1.000894'],
    ['sao y giấy tờ ở đâu', '2.000815'],
  ])('a new matter leaves the one in mind: %s', async (text, code) => {
    const heard = await understand(text, { ...nothing, procedure: '1.004194' })
    expect(heard.followUp).toBeUndefined()
    expect(heard.procedures[0]?.code).toBe(code)
  })
  test('no procedure is handed on without a name', async () => {
    for (const question of questions('dev').slice(0, 60)) {
      for (const { name } of (await understand(question.text, nothing)).procedures) expect(name).not.toBe('')
    }
  })
})
