import { Hono } from 'hono'
import type { Room } from '../../console/room.ts'
import type { StaffEnv } from '../../people/staff-door.ts'
import { MAX_BYTES } from '../import/source.ts'
import type { Around } from './around.ts'
import { importPages } from './import.tsx'
import { listPages } from './list.tsx'

/** The desk's dossiers: find one, load an export with a look at it first. */
export function dossierPages(around: Around): Room {
  const pages = new Hono<StaffEnv>().route('/import', importPages(around)).route('/', listPages(around))
  return {
    path: '/dossiers',
    label: 'Hồ sơ',
    rights: ['dossiers:read', 'dossiers:import'],
    pages,
    maxBody: MAX_BYTES + 100_000,
    work: async (actor) =>
      actor.rights.has('late:read')
        ? [
            {
              label: 'hồ sơ quá hạn',
              count: (await around.dossiers.late()).length,
              href: '/console/late',
              tone: 'late',
            },
          ]
        : [],
  }
}
