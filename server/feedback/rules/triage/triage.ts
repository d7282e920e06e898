import type { TriageOf } from './types.ts'

/** Triage by law over the words of `content/triage.yaml`. */
export function createTriage(_words: unknown): TriageOf {
  return ({ text, chosen }) => {
    const kind = chosen ?? 'field'
    return { parts: [{ kind, text, reasons: [] }], kind, urgent: kind === 'emergency', reasons: [] }
  }
}
