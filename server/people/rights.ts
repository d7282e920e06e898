import type { Right, Role } from './schema.ts'

const DESK = ['feedback:read', 'feedback:handle', 'feedback:identity', 'dossiers:read', 'late:read'] as const

/**
 * Role × rights, the only place that says who may do what. An admin keeps accounts and settings, and sees no citizen's case:
 * the fewer people can read an identity, the better.
 */
const RIGHTS: Record<Role, readonly Right[]> = {
  officer: [
    ...DESK,
    'feedback:enter',
    'feedback:assign',
    'feedback:publish',
    'dossiers:import',
    'reports:read',
    'assist:record',
    'broadcasts:read',
    'broadcasts:write',
  ],
  handler: DESK,
  leader: [
    ...DESK,
    'feedback:enter',
    'feedback:assign',
    'feedback:lead',
    'feedback:publish',
    'reports:read',
    'surveys:manage',
    'broadcasts:read',
    'broadcasts:approve',
    'audit:read',
  ],
  member: ['assist:record', 'feedback:enter'],
  'team-lead': ['feedback:enter', 'assist:record', 'assist:lead'],
  editor: ['content:review', 'surveys:manage', 'broadcasts:read', 'broadcasts:write'],
  admin: ['staff:manage', 'audit:read', 'unit:settings', 'reports:read'],
}

/** The rights of a role. */
export function rightsOf(role: Role): ReadonlySet<Right> {
  return new Set(RIGHTS[role])
}

/** Roles whose accounts reach the most: they sign in with a one-time code as well (TOTP). */
export function needsCode(role: Role): boolean {
  return role === 'leader' || role === 'admin'
}
