import type { Guide, Unit as UnitFile } from '../../server/content/schema.ts'
import type { LookupAnswer } from '../../server/dossiers/schema.ts'
import type { Procedure, ProcedureHit } from '../../server/procedures/schema.ts'
import { words } from './words.ts'
import { inZalo } from './zalo.ts'

export type Unit = Pick<
  UnitFile,
  'name' | 'sample' | 'province' | 'desk' | 'police' | 'hotlines' | 'portal' | 'reception' | 'channels'
>
/** `needsReview`: the record changed after the guide was written. `successors`: what replaced it, by name. */
export type ProcedurePage = Procedure & {
  guide: Guide | null
  needsReview?: boolean
  successors?: { code: string; name: string }[]
}
export type SearchAnswer = { query: string; total: number; procedures: ProcedureHit[] }
export type { Guide, LookupAnswer, Procedure, ProcedureHit }

/** Why there is no answer: `offline` when none came, else the code of the API's error; `message` is for the citizen. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message)
  }
}

/** Our own server answers beside the app; from Zalo's host it has to be named when the app is built. */
const ROOT = `${inZalo ? (import.meta.env.VITE_API_ROOT ?? '') : ''}/api`
const PATIENCE_MS = 20_000 // a commune's 3G at noon

export const getUnit = (signal?: AbortSignal) => get<Unit>('/unit', {}, signal)
export const getProcedure = (code: string, signal?: AbortSignal) =>
  get<ProcedurePage>(`/procedures/${encodeURIComponent(code)}`, {}, signal)
export const searchProcedures = (q: string, signal?: AbortSignal) =>
  get<SearchAnswer>('/procedures', { q, limit: '20' }, signal)
export const lookupDossier = (code: string, phone: string, signal?: AbortSignal) =>
  get<LookupAnswer>(`/dossiers/${encodeURIComponent(code)}`, phone ? { phone } : {}, signal)

/** The shapes are the server's own schemas; throws a `Failure` with a sentence to show, or lets an abort through. */
async function get<T>(path: string, query: Record<string, string>, signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams(query).toString()
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  const giveUp = () => patience.abort()
  signal?.addEventListener('abort', giveUp)
  try {
    const response = await fetch(`${ROOT}${path}${search ? `?${search}` : ''}`, { signal: patience.signal })
    if (!response.ok) throw await failureOf(response)
    return await response.json()
  } catch (error) {
    if (error instanceof Failure || signal?.aborted) throw error
    throw new Failure('offline', navigator.onLine ? words.failed.noAnswer : words.failed.offline)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}

async function failureOf(response: Response): Promise<Failure> {
  try {
    const { error }: { error: { code: string; message: string; field?: string } } = await response.json()
    return new Failure(error.code, error.message, error.field)
  } catch {
    return new Failure(`http.${response.status}`, words.failed.server)
  }
}
