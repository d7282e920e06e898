import { describe, expect, test } from 'vitest'
import { findings, options } from './support/given.ts'

test('a sound content has no findings', () => {
  expect(findings()).toEqual([])
})

type Bad = [string, Parameters<typeof findings>[0], string]

describe('codes', () => {
  test.each<Bad>([
    ['file name', { file: 'guides/1.000009.md' }, 'error codes: guides/1.000009.md: code: tệp phải tên là'],
    ['own code', { guide: { code: '9.999999' }, file: 'guides/9.999999.md' }, 'error codes: guides/9.999999.md: code'],
    ['covers', { guide: { covers: ['9.999999'] } }, 'covers: không có thủ tục nào mang mã 9.999999'],
    ['neighbours', { guide: { neighbours: [{ code: '9.999999', ask: 'Gì?' }] } }, 'neighbours: không có thủ tục'],
    ['itself', { guide: { neighbours: [{ code: '1.000001', ask: 'Gì?' }] } }, 'là chính thủ tục này'],
    ['goto', { guide: { outcomes: [{ when: { lan: ['lai'] }, text: 'X.', goto: '9.999999' }] } }, 'outcomes[0].goto'],
    ['in text', { guide: { mistakes: ['Nộp nhầm 9.999999.'] } }, 'mistakes[0]: không có thủ tục'],
    ['topic', { topic: { codes: ['9.999999'] } }, 'topics/di-do.md: codes: không có thủ tục'],
    ['topic file', { topic: { slug: 'khac' } }, 'slug: tệp phải tên là topics/khac.md'],
    ['phrasings', { phrasings: { '9.999999': lots('x') } }, 'phrasings/do.yaml: 9.999999: không có thủ tục'],
    ['elsewhere', { elsewhere: [matter({ code: '9.999999' })] }, 'elsewhere.yaml: ho-chieu: không có thủ tục'],
    ['elsewhere twice', { elsewhere: [matter(), matter({ phrasings: ['khác'] })] }, 'ho-chieu: id bị trùng'],
    ['no record', { guide: { code: '1.000003' }, file: 'guides/1.000003.md' }, 'chưa có bản ghi trong danh mục'],
  ])('%s', expectOne)

  test('a declared code and a code of the national list pass', () => {
    const codes = { '9.999999': 'tố cáo, không nộp qua Cổng' }
    expect(findings({ guide: { mistakes: ['Xem 9.999999, 1.000003.'] }, exceptions: { codes } })).toEqual([])
  })
})

describe('cases', () => {
  const question = (change: object) => ({ id: 'q', ask: 'Gì?', options: options('a', 'b'), ...change })
  const many = Array.from({ length: 13 }, (_, i) => question({ id: `q${i}` }))
  test.each<Bad>([
    ['unknown question', paper({ when: { la: ['dau'] } }), 'papers.don.when: không có câu hỏi nào mang id la'],
    ['unknown option', paper({ when: { lan: ['ba'] } }), 'papers.don.when: câu hỏi lan không có lựa chọn ba'],
    ['later question', asks(question({ when: { r: ['a'] } }), question({ id: 'r' })), 'câu hỏi r đứng sau'],
    ['same id', asks(question({}), question({})), 'questions: id q bị trùng'],
    ['same option', asks(question({ options: options('a', 'a') })), 'questions.q.options: id a bị trùng'],
    ['same paper', { guide: { papers: [don(), don()] } }, 'papers: id don bị trùng'],
    [
      'never asked',
      asks(question({}), question({ id: 'r', when: { q: ['c'] } })),
      'questions.r: không bao giờ được hỏi',
    ],
    ['empty end', paper({ when: { lan: ['dau'] } }), 'trả lời lan=lai, mat=co thì không có giấy tờ nào'],
    ['dead paper', paper({ when: { lan: ['dau'], mat: ['co'] } }), 'papers.don: không câu trả lời nào dẫn tới đây'],
    ['too many', asks(...many), 'có hơn 5000 cách trả lời'],
  ])('%s', expectOne)
})

describe('numbers', () => {
  test.each<Bad>([
    ['money', { guide: { mistakes: ['Đóng 7.000 đồng.'] } }, 'mistakes[0]: «7.000 đồng» không có trong bản ghi'],
    ['length of time', { guide: { summary: 'Chờ 12 ngày.' } }, 'summary: «12 ngày» không có'],
    ['age', { guide: { facts: [] } }, 'mistakes[0]: «18 tuổi» không có'],
    ['an hour other than the closing one', { guide: { summary: 'Nộp trước 9 giờ.' } }, '«9 giờ» không có'],
    ['days for working days', { guide: { summary: 'Chờ 5 ngày.' } }, '«5 ngày», nhưng nguồn ghi «5 ngày làm việc»'],
    ['free', { guide: { summary: 'Làm miễn phí.' } }, 'summary: «miễn phí», nhưng bản ghi không nói là không thu'],
    ['0 đồng', { guide: { summary: 'Thu 0 đồng.' } }, 'summary: «0 đồng», nhưng'],
    ['another time, though with a source', fact('9 ngày', { time: ['9 ngày.'] }), 'time: ghi «9 ngày», bản ghi ghi 5'],
    [
      'another fee, though with a source',
      fact('9.000 đồng', { fee: ['9.000 đồng.'] }),
      'fee: ghi «9.000 đồng», bản ghi',
    ],
    ['topic', { topic: { summary: 'Phạt 90.000 đồng.' } }, 'topics/di-do.md: summary: «90.000 đồng» không có'],
  ])('%s', expectOne)

  test.each<[string, Parameters<typeof findings>[0]]>([
    ['a fact with its source', fact('7.000 đồng', { mistakes: ['Đóng 7.000 đồng.'] })],
    ['a covered record', { guide: { covers: ['1.000002'], summary: 'Cho người 70 tuổi. Từ 18 tuổi.' } }],
    ['a bare number of the portal', { guide: { summary: 'Chờ 3 giờ.', time: ['3 giờ.'] }, record: bare(3) }],
    ['what the record says twice differently', { guide: { summary: '9 ngày.' }, record: { warnings: ['ghi 9 ngày'] } }],
    ['free, as the record says', { guide: { summary: 'Miễn phí.' }, record: free() }],
    ['free, as a fact says', fact('Miễn lệ phí cho hộ nghèo', { fee: ['Hộ nghèo được miễn lệ phí.', '20.000 đồng.'] })],
    ['a record unsure of its times', { ...fact('9 ngày', { time: ['9 ngày.'] }), record: { uncertain: ['times'] } }],
  ])('%s passes', (_, given) => {
    expect(findings(given)).toEqual([])
  })
})

describe('papers and desk', () => {
  test.each<Bad>([
    [
      'strange paper',
      paper({ name: 'Giấy khai tử của bà nội' }),
      'warning papers: guides/1.000001.md: papers: không giống',
    ],
    ['unknown desk', { guide: { desk: 'xa' } }, 'error desk: guides/1.000001.md: desk: nơi nộp xa không có'],
    ['other door', { guide: { desk: 'police' } }, 'error desk: guides/1.000001.md: desk: hướng dẫn ghi police'],
    ['vague door', { guide: { desk: 'other' } }, 'warning desk'],
  ])('%s', expectOne)

  test.each<[string, Parameters<typeof findings>[0]]>([
    ['a paper that need not be handed in', paper({ name: 'Giấy khai tử', kind: 'skip' })],
    ['an identity paper to be shown', paper({ name: 'Căn cước', kind: 'show' })],
    ['a paper that a fact names', { guide: { papers: [don({ name: 'Giấy khai tử' })], facts: facts('Giấy khai tử') } }],
    ['a record without papers', { ...paper({ name: 'Giấy khai tử' }), record: { papers: [] } }],
    [
      'the door that the agency names',
      { guide: { desk: 'police' }, record: { agency: 'UBND cấp xã; Công an cấp xã' } },
    ],
    [
      'a door that an editor has settled',
      { guide: { desk: 'police' }, exceptions: { desks: { '1.000001': 'vì sao' } } },
    ],
  ])('%s passes', (_, given) => {
    expect(findings(given)).toEqual([])
  })
})

describe('phrasings', () => {
  const few = { plain: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8'], short: ['b'], chat: ['c'] }
  test.each<Bad>([
    ['too few', { guide: { phrasings: few } }, 'mới có 10 cách hỏi, cần ít nhất 25'],
    ['too few registers', { guide: { phrasings: few } }, 'mới có 3 giọng (plain, short, chat), cần ít nhất 4'],
    ['unknown register', { guide: { phrasings: { ...few, tho: ['d'] } } }, 'giọng tho không có'],
    [
      'too few without a guide',
      { phrasings: { '1.000002': lots('x').slice(4) } },
      'error phrasings: phrasings/do.yaml: 1.000002',
    ],
    [
      'few without a guide',
      { phrasings: { '1.000002': lots('x').slice(2) } },
      'warning phrasings: phrasings/do.yaml: (tệp): 1 thủ tục',
    ],
    [
      'without a record',
      { phrasings: { '1.000003': lots('x') } },
      'warning phrasings: phrasings/do.yaml: (tệp): chưa có bản ghi',
    ],
    [
      'one text, two codes',
      { phrasings: { '1.000002': [...lots('x'), 'Plain  Á'] } },
      'error unique: phrasings/do.yaml: 1.000002: «Plain  Á» đã dùng cho 1.000001',
    ],
    ['one text, a code and a topic', { topic: { phrasings: ['plain a'] } }, 'error unique: topics/di-do.md'],
    [
      'one text, a code and another body',
      { elsewhere: [matter({ phrasings: ['plain a'] })] },
      'error unique: elsewhere.yaml',
    ],
    [
      'one text, a code and an intent',
      { sayings: { intents: { 'feedback/field': ['plain a'] } } },
      'error unique: sayings/do.yaml: feedback/field',
    ],
    [
      'one text, two facets',
      { sayings: { facets: { fee: ['nhiêu'], time: ['nhiêu'] } } },
      'error unique: sayings/do.yaml: time: «nhiêu» đã dùng cho fee',
    ],
    ['twice for one code', { phrasings: { '1.000001': ['Plain a'] } }, 'warning unique: phrasings/do.yaml'],
  ])('%s', expectOne)

  test('a text that truly asks for two passes', () => {
    const shared = [{ text: 'plain a', of: ['1.000001', '1.000002'], why: 'hỏi cả hai' }]
    expect(findings({ phrasings: { '1.000002': [...lots('x'), 'plain a'] }, exceptions: { shared } })).toEqual([])
  })

  test('with and without accents are two texts of one code', () => {
    expect(findings({ phrasings: { '1.000001': ['plàin á'] } })).toEqual([])
  })
})

describe('prose', () => {
  const long = `${'từ '.repeat(33)}cuối.`
  test.each<Bad>([
    ['unknown heading', { body: '## Lưu ý\nGì đó.' }, '## Lưu ý: tiêu đề lạ'],
    ['heading twice', { body: '## Kết quả\nA.\n## Kết quả\nB.' }, '## Kết quả: tiêu đề bị lặp'],
    ['wrong depth', { body: '## Kết quả\n### Nhỏ\nB.' }, '### Nhỏ: tiêu đề phải bắt đầu'],
    ['lost words', { body: 'Mở đầu.\n## Kết quả\nA.' }, 'có chữ trước tiêu đề đầu tiên'],
    ['unknown event', { guide: { events: ['di-do'] } }, 'events: không có sự kiện nào tên di-do'],
    ['long sentence', { guide: { summary: long } }, 'warning prose: guides/1.000001.md: summary: câu dài 34 chữ'],
    [
      'long guide',
      { guide: { sections: { 'Kết quả': 'Một hai ba bốn năm.\n'.repeat(90) } } },
      'đọc thành tiếng quá hai phút',
    ],
  ])('%s', expectOne)
})

function expectOne(_: string, given: Parameters<typeof findings>[0], expected: string) {
  expect(findings(given).filter((found) => found.includes(expected))).toHaveLength(1)
}

function don(change: object = {}) {
  return { id: 'don', name: 'Đơn đề nghị cấp thẻ đò', kind: 'submit', ...change }
}

function paper(change: object) {
  const rest = { outcomes: [], mistakes: [] }
  return { guide: { papers: [don(change)], ...rest } }
}

function asks(...questions: object[]) {
  return { guide: { questions, papers: [don()], outcomes: [] } }
}

function fact(value: string, change: object) {
  return { guide: { facts: facts(value, 'từ đủ 18 tuổi'), ...change } }
}

function facts(...values: string[]) {
  return [...values, '18 tuổi'].map((value) => ({ value, source: 'Luật Đường thủy' }))
}

function bare(value: number) {
  return {
    methods: [{ channel: 'direct', times: [{ value, unit: 'unknown' }], fees: [{ amount: 20_000, kind: 'fee' }] }],
  }
}

function free() {
  const fees = [
    { amount: 20_000, kind: 'fee' },
    { amount: 0, kind: 'fee', free: true },
  ]
  return { methods: [{ channel: 'direct', times: [{ value: 5, unit: 'working-day' }], fees }] }
}

function matter(change: object = {}) {
  return {
    id: 'ho-chieu',
    name: 'Hộ chiếu',
    body: 'Công an',
    how: 'Nộp trực tuyến.',
    source: 'Luật',
    phrasings: ['hc'],
    ...change,
  }
}

function lots(word: string) {
  return Array.from({ length: 8 }, (_, i) => `${word} ${i}`)
}
