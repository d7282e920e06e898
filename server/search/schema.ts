/**
 * What a message can be about. `national` = a procedure that is not handled at commune level;
 * `intent` = something people say that asks for no procedure (key: `emergency/fire`, `smalltalk/thanks`, …).
 */
export type EntryKind = 'procedure' | 'topic' | 'elsewhere' | 'national' | 'intent'

/** One thing that can be found. `key` is a procedure code, a topic's slug or a matter's id. */
export type Entry = {
  kind: EntryKind
  key: string
  name: string
  field: string
  prior: number
  /** For a matter of another body: its procedure in the national list, which search then names. */
  code?: string
}

/** An answer of the search: higher `score` is better; `sure` is the probability among learned entries, 0–1. */
export type Hit = Entry & { score: number; sure: number }
