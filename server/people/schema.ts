import * as z from 'zod'

/** What a machine account may do. */
export const Scope = z.enum(['dossiers:import', 'reports:read'])
export type Scope = z.infer<typeof Scope>

/** A machine account that proved itself by its token. */
export type Machine = { name: string; unit: string; scopes: Scope[] }
