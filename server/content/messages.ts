import { fill, type Holes } from '../kernel/problem.ts'
import type { Messages } from './schema.ts'

/** Says a sentence of `content/messages.yaml` by key, with its holes filled. */
export type Say = (key: string, holes?: Holes) => string

/** Throws on a key that is not in the file, so that a missing sentence fails a test instead of reaching a citizen. */
export function speaker(messages: Messages): Say {
  return (key, holes = {}) => {
    const sentence = messages[key]
    if (sentence === undefined) throw new Error(`content/messages.yaml has no sentence ${key}`)
    return fill(sentence, holes).trim()
  }
}
