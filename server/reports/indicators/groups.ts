import * as z from 'zod'

/** Monday of the week of a day column. */
const weekOf = (column: string) => `date(${column}, '-6 days', 'weekday 1')`

/** What figures of a source may be told apart by: a column, and what rows without it are called. The names stand in addresses. */
export const GROUPS = {
  field: { source: 'dossiers', column: 'field', named: 'Chưa rõ lĩnh vực' },
  procedure: { source: 'dossiers', column: 'procedure_name', named: 'Chưa rõ thủ tục' },
  'received-week': { source: 'dossiers', column: weekOf('received_day'), named: 'Chưa rõ' },
  'result-week': { source: 'dossiers', column: weekOf('result_day'), named: 'Chưa rõ' },
  kind: { source: 'feedback', column: 'kind', named: 'Chưa rõ' },
  assignee: { source: 'feedback', column: 'assignee_name', named: 'Chưa ai nhận' },
  topic: { source: 'guidance', column: 'topic', named: 'Chưa rõ lĩnh vực' },
  team: { source: 'assist', column: 'team', named: 'Chưa rõ tổ' },
  told: { source: 'broadcasts', column: 'kind', named: 'Chưa rõ' },
  channel: { source: 'broadcast messages', column: 'channel', named: 'Chưa rõ' },
} as const satisfies Record<string, { source: string; column: string; named: string }>
/** The name of a group, as addresses carry it. */
export const GroupName = z.enum([
  'field',
  'procedure',
  'received-week',
  'result-week',
  'kind',
  'assignee',
  'topic',
  'team',
  'told',
  'channel',
])
export type GroupName = z.infer<typeof GroupName>
