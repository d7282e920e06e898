import type { Context } from 'hono'
import { problem } from '../../kernel/problem.ts'
import type { StaffEnv } from '../../people/staff-door.ts'
import type { Composer } from '../compose.ts'
import type { Hooks } from '../hooks/service.ts'
import { GroupName } from '../indicators/groups.ts'
import { type PeriodQuery, ReportKind } from '../schema.ts'
import type { Reports } from '../service.ts'
import type { Signing } from '../signing.ts'

/** What the pages work with. */
export type Around = { reports: Reports; composer: Composer; signing: Signing; hooks: Hooks }

/** What each report is called in lists. */
export const KINDS: Record<ReportKind, string> = {
  cchc: 'Báo cáo cải cách hành chính',
  tthc: 'Tình hình giải quyết thủ tục',
  targets: 'Kết quả thực hiện chỉ tiêu',
  overdue: 'Danh sách hồ sơ quá hạn',
  years: 'Số liệu qua các năm',
  outreach: 'Công tác tuyên truyền cải cách hành chính',
}

/** The period of the address: a name, or two days. Days that only stood in the form (`shown`) give way to a name that was chosen. */
export function periodOf(c: Context): PeriodQuery {
  const { period, from, to, shown } = c.req.query()
  if (period && shown === `${from}..${to}`) return { period: period.slice(0, 30) }
  return {
    ...(period && !from && !to ? { period: period.slice(0, 30) } : {}),
    ...(from ? { from: from.slice(0, 10) } : {}),
    ...(to ? { to: to.slice(0, 10) } : {}),
  }
}

/** One group of a figure's rows, when the address names one. Who works on a case only a leader may ask for. */
export function groupIn(c: Context<StaffEnv>): { by: GroupName; value: string } | undefined {
  const { by, value } = c.req.query()
  if (by === undefined || value === undefined) return undefined
  const name = GroupName.safeParse(by)
  if (!name.success) throw problem('request.not-found')
  if (name.data === 'assignee' && !c.var.actor.rights.has('feedback:lead')) throw problem('auth.forbidden')
  return { by: name.data, value: value.slice(0, 300) }
}

export function kindOf(c: Context): ReportKind {
  const kind = ReportKind.safeParse(c.req.param('kind'))
  if (!kind.success) throw problem('request.not-found')
  return kind.data
}
