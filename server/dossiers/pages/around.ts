import type { AuditEntry } from '../../people/audit.ts'
import type { Files } from '../../storage/files.ts'
import type { Dossiers } from '../service.ts'

/** What the pages need besides the room: a place for the file between preview and import, and the audit of an import. */
export type Around = { dossiers: Dossiers; files: Files; audit: (entry: AuditEntry) => Promise<void> }
