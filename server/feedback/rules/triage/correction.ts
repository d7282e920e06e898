import type { TriageInput, TriageKind } from './types.ts'

/** A line of the reviewed set (`test/feedback/triage-cases.jsonl`). `tags`: what makes it hard; `mixed`: kinds of all its contents. */
export type TriageCase = {
  text: string
  kind: TriageKind
  mixed?: TriageKind[]
  tags?: string[]
  chosen?: TriageKind
  about?: string
}

/** An officer's correction as a line of the reviewed set, without a line end. The text must be redacted by the caller. */
export function correctionLine({ text, chosen, about }: TriageInput, kind: TriageKind, was: TriageKind): string {
  const line: TriageCase = {
    text,
    kind,
    tags: ['corrected', `was:${was}`],
    ...(chosen ? { chosen } : {}),
    ...(about ? { about } : {}),
  }
  return JSON.stringify(line)
}
