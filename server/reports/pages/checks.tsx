import type { Context } from 'hono'
import { List } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { StaffEnv } from '../../people/staff-door.ts'
import { wholeText } from '../rules/numbers.ts'
import type { PeriodQuery } from '../schema.ts'
import type { Around } from './around.ts'

/** What does not add up in the data of a period, each with its rows. */
export async function checksPage(c: Context<StaffEnv>, { reports }: Around, query: PeriodQuery) {
  const { period, found, fields, hollow } = await reports.checks(c.var.actor.unit, query)
  const search = new URLSearchParams({ from: period.from, to: period.to }).toString()
  const rows = (key: string, part = '') => `/console/reports/rows/${key}?${search}${part}`
  const lines = [
    ...found.map(({ key, label, value, basis }) => ({ label, count: value ?? 0, href: rows(key), why: basis })),
    ...fields.map(({ field, received, parts }) => ({
      label: `Lĩnh vực ${field}: các phần không bằng tổng`,
      count: Math.abs(received - parts),
      href: rows('check.unclassed'),
      why: `Tiếp nhận ${wholeText(received)}, các phần cộng lại ${wholeText(parts)}`,
    })),
    ...hollow.map(({ key, label, denominator = 0 }) => ({
      label: `${label}: quá ít để nói 100%`,
      count: denominator,
      href: rows(key, '&part=denominator'),
      why: 'Mẫu số dưới mức tối thiểu, không in tỷ lệ',
    })),
  ]
  return page(
    c,
    {
      title: `Soát dữ liệu ${period.label}`,
      help: 'reports',
      wide: true,
      back: { href: `/console/reports?${search}`, label: `Báo cáo ${period.label}` },
    },
    <>
      <p class="soft">Sửa ở phần mềm một cửa rồi nạp lại tệp; hệ thống không tự sửa số liệu.</p>
      <List
        label="Dữ liệu cần soát"
        rows={lines}
        empty={<p>Dữ liệu của kỳ này khớp nhau.</p>}
        columns={[
          { head: 'Chỗ không khớp', main: true, cell: (one) => one.label },
          { head: 'Số dòng', number: true, cell: (one) => <a href={one.href}>{wholeText(one.count)}</a> },
          { head: 'Vì sao', cell: (one) => <small>{one.why}</small> },
        ]}
      />
    </>,
  )
}
