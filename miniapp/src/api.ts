import type { Unit as UnitFile, Guide as WrittenGuide } from '../../server/content/schema.ts'
import type { LookupAnswer } from '../../server/dossiers/schema.ts'
import type { CaseView } from '../../server/feedback/schema.ts'
import type { Procedure, ProcedureHit } from '../../server/procedures/schema.ts'
import { words } from './words.ts'
import { inZalo } from './zalo.ts'

export type Unit = Pick<
  UnitFile,
  'name' | 'sample' | 'province' | 'desk' | 'police' | 'hotlines' | 'portal' | 'reception' | 'channels'
> &
  Partial<Pick<UnitFile, 'hamlets'>>
/** What people say for it is the search's matter. */
export type Guide = Omit<WrittenGuide, 'phrasings'>
/** `needsReview`: the record changed after the guide was written. `successors`: what replaced it, by name. */
export type ProcedurePage = Procedure & {
  guide: Guide | null
  needsReview?: boolean
  successors?: { code: string; name: string }[]
}
export type SearchAnswer = { query: string; total: number; procedures: ProcedureHit[] }
export type { CaseView, LookupAnswer, Procedure, ProcedureHit }

/**
 * Why there is no answer: `offline` when none came, else the code of the API's error; `message` is for the citizen, `guidance` the
 * lawful route where the API will not take the matter.
 */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
    readonly guidance: string[] = [],
  ) {
    super(message)
  }
}

/** Our own server answers beside the app; from Zalo's host it has to be named when the app is built. */
const HOST = inZalo ? (import.meta.env.VITE_API_ROOT ?? '') : ''
const ROOT = `${HOST}/api`
const PATIENCE_MS = 20_000 // a commune's 3G at noon
const UPLOAD_PATIENCE_MS = 180_000

export const getUnit = (signal?: AbortSignal) => get<Unit>('/unit', {}, signal)
export const getProcedure = (code: string, signal?: AbortSignal) =>
  get<ProcedurePage>(`/procedures/${encodeURIComponent(code)}`, {}, signal)
export const searchProcedures = (q: string, signal?: AbortSignal) =>
  get<SearchAnswer>('/procedures', { q, limit: '20' }, signal)
export const lookupDossier = (code: string, phone: string, signal?: AbortSignal) =>
  get<LookupAnswer>(`/dossiers/${encodeURIComponent(code)}`, phone ? { phone } : {}, signal)

export const getCase = (code: string, secret: string, signal?: AbortSignal) =>
  get<CaseView>(`/feedback/${encodeURIComponent(code)}`, { secret }, signal)

/** An address of the API's own host, e.g. of a photo in an answer. */
export const onHost = (path: string) => HOST + path

/** The shapes are the server's own schemas; throws a `Failure` with a sentence to show, or lets an abort through. */
export function get<T>(path: string, query: Record<string, string>, signal?: AbortSignal, token?: string): Promise<T> {
  const search = new URLSearchParams(query).toString()
  return call<T>(`${path}${search ? `?${search}` : ''}`, { headers: bearing(token) }, PATIENCE_MS, signal)
}

/** Sends JSON, or a form when there are photos. `key`: the same one again has no second effect (Idempotency-Key). Throws a `Failure`. */
export function post<T>(path: string, body: object | FormData, key?: string, token?: string): Promise<T> {
  const form = body instanceof FormData
  const headers = {
    ...(form ? {} : { 'content-type': 'application/json' }),
    ...(key ? { 'idempotency-key': key } : {}),
    ...bearing(token),
  }
  const init = { method: 'POST', headers, body: form ? body : JSON.stringify(body) }
  return call<T>(path, init, form ? UPLOAD_PATIENCE_MS : PATIENCE_MS)
}

const bearing = (token: string | undefined): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {}

async function call<T>(path: string, init: RequestInit, patienceMs: number, signal?: AbortSignal): Promise<T> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), patienceMs)
  const giveUp = () => patience.abort()
  signal?.addEventListener('abort', giveUp)
  try {
    const response = await fetch(ROOT + path, { ...init, signal: patience.signal })
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

type ErrorBody = { error: { code: string; message: string; field?: string; guidance?: string[] } }
async function failureOf(response: Response): Promise<Failure> {
  try {
    const { error }: ErrorBody = await response.json()
    return new Failure(error.code, error.message, error.field, error.guidance)
  } catch {
    return new Failure(`http.${response.status}`, words.failed.server)
  }
}

/** Any error as a `Failure`. */
export const asFailure = (error: unknown) =>
  error instanceof Failure ? error : new Failure('app', words.failed.server)

/** Nothing came back, or the server was ill: the same again may well work. Of all else the API says what is wrong. */
export const mayRetry = ({ code }: Failure) => /^(offline|app|server[.]|http[.])/.test(code)
