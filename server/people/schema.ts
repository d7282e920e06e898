import * as z from 'zod'

/** What a machine account may do. */
export const Scope = z.enum(['dossiers:import', 'reports:read'])
export type Scope = z.infer<typeof Scope>

/** A machine account that proved itself by its token. */
export type Machine = { name: string; unit: string; scopes: Scope[] }

/** officer = một cửa · handler = xử lý · leader · team-lead, member = Tổ công nghệ số cộng đồng · editor = nội dung · admin = quản trị. */
export const Role = z.enum(['officer', 'handler', 'leader', 'team-lead', 'member', 'editor', 'admin'])
export type Role = z.infer<typeof Role>

/** What a person of the desk may do, by subject and act. `rights.ts` says which role may. */
export const Right = z.enum([
  'feedback:read',
  'feedback:enter',
  'feedback:handle',
  'feedback:assign',
  'feedback:lead',
  'feedback:identity',
  'feedback:publish',
  'dossiers:read',
  'dossiers:import',
  'late:read',
  'content:review',
  'unit:settings',
  'staff:manage',
  'audit:read',
  'reports:read',
  'surveys:manage',
  'broadcasts:read',
  'broadcasts:write',
  'broadcasts:approve',
  'assist:record',
  'assist:lead',
])
export type Right = z.infer<typeof Right>

/** A person of the desk who is signed in, as rooms see them. Only rows of `unit` are theirs. */
export type Actor = {
  id: string
  unit: string
  name: string
  role: Role
  department: string | null
  rights: ReadonlySet<Right>
}

/** Which rows of the audit to show: between two instants, by whom, in which room (`feedback`, `staff`…), on what. */
export type AuditFilter = {
  from?: Date | undefined
  before?: Date | undefined
  actor?: string | undefined
  room?: string | undefined
  subject?: string | undefined
}
