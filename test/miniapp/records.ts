import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { frontMatter } from '../../server/content/read.ts'
import { Guide } from '../../server/content/schema.ts'
import { Procedure } from '../../server/procedures/schema.ts'

const GUIDES = join(import.meta.dirname, '../../content/guides')
const guide = (code: string) => Guide.parse(frontMatter(readFileSync(join(GUIDES, `${code}.md`), 'utf8')))

const BASE = {
  scope: 'national',
  levels: ['ward'],
  desk: 'one-stop',
  applicants: ['Công dân Việt Nam'],
  methods: [],
  papers: [],
  results: [],
  legalBasis: ['60/2014/QH13', '123/2015/NĐ-CP'],
  decision: { number: '163/QĐ-BTP' },
  status: 'in-force',
  source: { url: 'https://dichvucong.gov.vn/tthc', date: '2026-07-18', completeness: 'full', kind: 'detail' },
}

/** With a guide and cases; fees and times in order. */
const BIRTH = Procedure.parse({
  ...BASE,
  code: '1.001193',
  name: 'Đăng ký khai sinh',
  field: 'Hộ tịch',
  methods: [
    {
      channel: 'direct',
      times: [{ value: 1, unit: 'working-day' }],
      fees: [{ amount: 8000, kind: 'fee', per: 'bản sao' }],
    },
    {
      channel: 'online',
      times: [{ value: 1, unit: 'working-day' }],
      fees: [{ amount: 8000, kind: 'fee', per: 'bản sao' }],
    },
  ],
  papers: [
    {
      items: [
        { name: 'Tờ khai đăng ký khai sinh theo mẫu', original: 1 },
        { name: 'Giấy chứng sinh', original: 1 },
      ],
    },
  ],
  results: ['Giấy khai sinh'],
})

/** Without a guide, and with everything that may be unknown: no fee, a number without a unit, cases. */
const BARE = Procedure.parse({
  ...BASE,
  code: '1.999001',
  name: 'Cấp giấy xác nhận nguồn gốc cây cảnh cho hộ gia đình, cá nhân sinh sống trên địa bàn',
  field: 'Lâm nghiệp',
  desk: 'other',
  methods: [{ channel: 'direct', times: [{ value: 5, unit: 'unknown' }], fees: [] }],
  papers: [
    { items: [{ name: 'Đơn đề nghị xác nhận', original: 1, form: '01-XN' }] },
    { case: 'Cây đào từ vườn nhà', items: [{ name: 'Bản kê cây cảnh', original: 1, copy: 2 }] },
    { case: 'Cây mua lại', items: [{ name: 'Giấy mua bán', mode: 'show', condition: 'khi mua của người khác' }] },
  ],
  results: ['Giấy xác nhận'],
  uncertain: ['papers'],
  decision: null,
  source: { ...BASE.source, completeness: 'partial' },
})

/** At the police, same name as another one in a different field. */
const RESIDENCE = Procedure.parse({
  ...BASE,
  code: '1.004222',
  name: 'Đăng ký thường trú',
  field: 'Cư trú',
  desk: 'police',
  methods: [
    { channel: 'direct', times: [{ value: 7, unit: 'working-day' }], fees: [{ amount: 20000, kind: 'fee' }] },
    { channel: 'online', times: [{ value: 7, unit: 'working-day' }], fees: [{ amount: 10000, kind: 'fee' }] },
  ],
  fullyOnline: true,
})

const more = (code: string, name: string, field: string) => Procedure.parse({ ...BASE, code, name, field })

export const RECORDS = [
  { ...BIRTH, guide: guide('1.001193') },
  { ...RESIDENCE, guide: guide('1.004222') },
  { ...BARE, guide: null },
  { ...more('1.000689', 'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con', 'Hộ tịch'), guide: guide('1.000689') },
  { ...more('1.004884', 'Đăng ký lại khai sinh', 'Hộ tịch'), guide: null },
  { ...more('2.000528', 'Đăng ký khai sinh', 'Hộ tịch có yếu tố nước ngoài'), guide: null },
  { ...more('1.004772', 'Đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân', 'Hộ tịch'), guide: null },
  ...Array.from({ length: 14 }, (_, at) => ({
    ...more(`1.9981${10 + at}`, `Đăng ký khai sinh tại khu vực biên giới, trường hợp thứ ${at + 1}`, 'Hộ tịch'),
    guide: null,
  })),
]
