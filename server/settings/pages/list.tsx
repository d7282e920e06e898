import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { List, Tone } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { dayOf, showDay } from '../../kernel/time.ts'
import type { StaffEnv } from '../../people/staff-door.ts'
import { show, titleOf } from '../rules/changes.ts'
import type { Plan } from '../rules/plan.ts'
import { at, rowsAt } from '../rules/value.ts'
import type { SectionState } from '../service.ts'

/** All sections: what holds now, what nobody confirmed, who set it. */
export function listPage(c: Context<StaffEnv>, sections: readonly SectionState[]) {
  return page(
    c,
    { title: 'Cài đặt xã', help: 'settings', wide: true },
    <>
      <p>
        Sửa ở đây, người dân thấy ngay trên chat và ứng dụng. Mỗi lần sửa đều xem trước, có lịch sử và trở lại được.
      </p>
      <List
        label="Cài đặt xã"
        rows={sections}
        empty=""
        columns={[
          {
            head: 'Mục',
            main: true,
            cell: ({ section, plan }) => <a href={`/console/unit/${section}`}>{plan.title}</a>,
          },
          { head: 'Đang dùng', cell: ({ plan, value }) => summary(plan, value) },
          { head: 'Xác nhận', cell: ({ plan, value }) => confirmed(plan, value) },
          { head: 'Nguồn', cell: sourceOf },
        ]}
      />
    </>,
  )
}

/** Where a section's present value comes from. */
export function sourceOf({ last, section }: Pick<SectionState, 'last' | 'section'>): Child {
  if (!last?.value) return 'Theo tệp'
  return (
    <a href={`/console/unit/${section}/history`}>
      {last.actorName}, {showDay(dayOf(new Date(last.at)))}
    </a>
  )
}

/** The section in a few words: its first rows, or its first field. */
function summary(plan: Plan, value: unknown): string {
  const [part] = plan.parts
  if (!part) return ''
  if (part.rows) {
    const rows = rowsAt(value, part.at)
    if (part.rows.key === null)
      return rows.map((row) => part.leaves.map((leaf) => show(leaf, at(row, leaf.name))).join('–')).join(', ')
    if (rows.length === 0) return `Chưa có ${part.rows.one.toLowerCase()} nào`
    if (part.rows.folded) return `${rows.length} ${part.rows.one.toLowerCase()}`
    return rows.map((row) => titleOf(part, row)).join(', ')
  }
  const [leaf] = part.leaves
  if (!leaf) return ''
  if (leaf.as === 'lines') return `${rowsAt(value, leaf.name).length} tên`
  const first = plan.parts.filter(({ rows }) => !rows).slice(0, 6)
  if (leaf.as === 'number')
    return first.map(({ title, at: where }) => `${title}: ${at(value, `${where}.answer`)} ngày`).join('; ')
  return show(leaf, at(value, part.at === '' ? leaf.name : `${part.at}.${leaf.name}`))
}

/** How much of it nobody compared with its source yet. */
function confirmed(plan: Plan, value: unknown): Child {
  const objects = plan.parts.flatMap((part) => (part.rows ? rowsAt(value, part.at) : [at(value, part.at)]))
  const open = objects.filter(
    (one) => at(one, 'verified') === false || /^(estimate|unverified)$/.test(String(at(one, 'status'))),
  )
  const judged = objects.filter((one) => at(one, 'verified') !== undefined || at(one, 'status') !== undefined)
  if (judged.length === 0) return '–'
  if (open.length === 0) return <Tone tone="done">Đủ</Tone>
  return <Tone tone="soon">Chưa: {open.length}</Tone>
}
