import { Guide } from '../../server/content/schema.ts'
import { Procedure } from '../../server/procedures/schema.ts'

/** Invented records that show what records can be like: with and without fees, units, guides, successors. */
function record(code: string, name: string, field: string, more: Record<string, unknown> = {}): Procedure {
  return Procedure.parse({
    code,
    name,
    field,
    scope: 'national',
    levels: ['ward'],
    desk: 'one-stop',
    applicants: ['Công dân Việt Nam'],
    methods: [{ channel: 'direct', times: [{ value: 1, unit: 'working-day' }], fees: [] }],
    papers: [
      {
        items: [
          { name: 'Tờ khai', original: 1, form: 'TK-01' },
          { name: 'Thẻ căn cước', mode: 'show' },
        ],
      },
    ],
    results: ['Giấy chứng nhận'],
    legalBasis: ['60/2014/QH13'],
    decision: { number: '163/QĐ-BTP' },
    status: 'in-force',
    source: { url: `https://dichvucong.gov.vn/${code}`, date: '2026-07-18', completeness: 'full', kind: 'detail' },
    ...more,
  })
}

const birthGuide = Guide.parse({
  code: '1.001193',
  title: 'Khai sinh cho con',
  desk: 'one-stop',
  summary: 'Ghi tên con vào sổ hộ tịch.',
  reviewed: { decision: null, at: '2026-11-21', by: 'tư pháp' },
  sources: [{ title: 'Cổng' }],
  phrasings: {},
  time: ['Trong ngày.'],
  fee: ['Đúng hạn thì được miễn.'],
  questions: [
    {
      id: 'ket-hon',
      ask: 'Cha mẹ bé đã đăng ký kết hôn chưa?',
      options: [
        { id: 'roi', label: 'Đã đăng ký' },
        { id: 'chua', label: 'Chưa đăng ký' },
      ],
    },
    {
      id: 'nhan-con',
      ask: 'Cha có nhận con luôn không?',
      when: { 'ket-hon': ['chua'] },
      options: [
        { id: 'co', label: 'Có' },
        { id: 'khong', label: 'Không' },
      ],
    },
    {
      id: 'chung-sinh',
      ask: 'Có giấy chứng sinh không?',
      options: [
        { id: 'co', label: 'Có giấy' },
        { id: 'khong', label: 'Không có giấy' },
      ],
    },
  ],
  papers: [
    { id: 'tk', name: 'Tờ khai khai sinh', kind: 'submit', copies: '1 bản chính' },
    { id: 'cs', name: 'Giấy chứng sinh', kind: 'submit', when: { 'chung-sinh': ['co'] } },
    { id: 'cd', name: 'Giấy cam đoan', kind: 'submit', when: { 'chung-sinh': ['khong'] } },
    { id: 'kh', name: 'Giấy kết hôn', kind: 'show', when: { 'ket-hon': ['roi'] } },
    { id: 'cc', name: 'Giấy xác nhận cư trú', kind: 'skip' },
  ],
  outcomes: [{ when: { 'nhan-con': ['co'] }, text: 'Làm chung khai sinh và nhận con.', goto: '1.000689' }],
  sections: { 'Làm tại quầy': '1. Lấy số.\n2. Nộp giấy.', 'Làm trực tuyến': '1. Vào Cổng.' },
})

export const VIEWS = [
  {
    record: record('1.001193', 'Thủ tục đăng ký khai sinh', 'Hộ tịch', {
      methods: [
        { channel: 'direct', times: [{ value: 1, unit: 'working-day' }], fees: [] },
        { channel: 'online', times: [{ value: 1, unit: 'working-day' }], fees: [] },
      ],
      fullyOnline: true,
    }),
    guide: birthGuide,
    words: 'làm khai sinh cho bé con mới sinh đẻ',
  },
  {
    record: record('1.000689', 'Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con', 'Hộ tịch'),
    guide: null,
    words: '',
  },
  {
    record: record('2.000815', 'Chứng thực bản sao từ bản chính', 'Chứng thực', {
      methods: [
        {
          channel: 'direct',
          times: [{ value: 3, unit: 'unknown' }],
          fees: [{ amount: 2000, kind: 'fee', per: 'trang', condition: 'từ trang thứ ba 1.000 đồng' }],
        },
      ],
    }),
    guide: null,
    words: 'sao y photo công chứng',
  },
  {
    record: record('1.004194', 'Đăng ký tạm trú', 'Đăng ký, quản lý cư trú', {
      desk: 'police',
      methods: [{ channel: 'direct', times: [], fees: [{ amount: null, kind: 'fee' }] }],
    }),
    guide: null,
    words: 'ở trọ',
  },
  {
    record: record('1.002755', 'Gia hạn tạm trú', 'Đăng ký, quản lý cư trú', { desk: 'police' }),
    guide: null,
    words: '',
  },
  {
    record: record('1.009999', 'Hưởng mai táng phí', 'Bảo trợ', {
      status: 'replaced',
      replacedBy: ['1.014028'],
      methods: [{ channel: 'direct', times: [], fees: [{ amount: 0, kind: 'charge', free: true }] }],
    }),
    guide: null,
    words: '',
    successors: [{ code: '1.014028', name: 'Hỗ trợ chi phí mai táng' }],
  },
]
