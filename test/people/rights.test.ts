import { describe, expect, it } from 'vitest'
import { needsCode, rightsOf } from '../../server/people/rights.ts'
import { Right, Role } from '../../server/people/schema.ts'

/** The same table once more, by right: whoever changes one must mean it. */
const WHO: Record<Right, Role[]> = {
  'feedback:read': ['officer', 'handler', 'leader'],
  'feedback:enter': ['officer', 'leader', 'team-lead', 'member'],
  'feedback:handle': ['officer', 'handler', 'leader'],
  'feedback:assign': ['officer', 'leader'],
  'feedback:lead': ['leader'],
  'feedback:identity': ['officer', 'handler', 'leader'],
  'feedback:publish': ['officer', 'leader'],
  'dossiers:read': ['officer', 'handler', 'leader'],
  'dossiers:import': ['officer'],
  'late:read': ['officer', 'handler', 'leader'],
  'content:review': ['editor'],
  'unit:settings': ['admin'],
  'staff:manage': ['admin'],
  'audit:read': ['leader', 'admin'],
  'reports:read': ['officer', 'leader', 'admin'],
  'surveys:manage': ['leader', 'editor'],
  'broadcasts:read': ['officer', 'leader', 'editor'],
  'broadcasts:write': ['officer', 'editor'],
  'broadcasts:approve': ['leader'],
  'assist:record': ['officer', 'team-lead', 'member'],
  'assist:lead': ['team-lead'],
}

describe('roles and rights', () => {
  for (const right of Right.options) {
    it(`${right}: ${WHO[right].join(', ')}`, () => {
      expect(Role.options.filter((role) => rightsOf(role).has(right))).toEqual(WHO[right])
    })
  }
  it('keeps citizens’ names from whoever keeps the accounts', () => {
    expect(rightsOf('admin').has('feedback:identity')).toBe(false)
    expect(rightsOf('admin').has('feedback:read')).toBe(false)
  })
  it('asks leaders and admins for a one-time code', () => {
    expect(Role.options.filter(needsCode)).toEqual(['leader', 'admin'])
  })
})
