const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Whether a call that failed surely did not reach the other side: there was no connection at all. */
export function neverLeft(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && UNREACHED.has(String(error.code))
}
