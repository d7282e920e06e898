/** Something on its way to the commune: what is sent, word for word, however often it has to be sent. */
export type Entry = {
  /** Made on the device with the draft, and sent as Idempotency-Key: however often it arrives, it counts once. */
  id: string
  kind: Kind
  /** What the citizen reads in the list; for `help` nothing that tells of a person. */
  title: string
  /** What is sent, as JSON text; its kind's sender alone reads it. Never changed once it is here. */
  body: string
  /** Ids of photos (`feedback/photos.ts`), sent after the text. */
  photos: string[]
  /** When it was given; milliseconds. */
  at: number
  /** How often it was tried: 0 means that nothing of it can have arrived. */
  tries: number
  state: 'waiting' | 'sending' | 'refused'
  /** Why the commune would not take it. */
  reason?: Reason
  /** What of it arrived already, as its sender noted it; JSON text. */
  reached?: string
}
export type Kind = 'feedback' | 'survey' | 'help'
export type Reason = { code: string; message: string; field?: string; guidance?: string[] }
export type NewEntry = Pick<Entry, 'id' | 'kind' | 'title' | 'body'> & { photos?: string[]; at?: number }

/** How one kind is brought to the server. */
export type Sender = {
  /**
   * Sends the next part of it, e.g. the text, then photo by photo. `done`: all of it arrived. `{reached}`: what arrived so far is noted
   * and it is called again later, after everything whose first part has not arrived. Throws a `Failure`: no answer or a busy server
   * leaves it waiting, anything else is a refusal. Whatever it sends, it may have to send again: each part under a key of its own.
   */
  send(entry: Entry): Promise<'done' | { reached: string }>
  /** What of a refused one stays on the device; without it everything. E.g. of a denunciation no word stays. */
  refused?(entry: Entry): Promise<Entry>
  /** Tidies up what belonged to one that is deleted: photos. */
  removed?(entry: Entry): Promise<void>
}

/** What became of a sending. `arrived`: its first part did, the rest follows by itself. */
export type Fate = { at: 'sent' } | { at: 'arrived' } | { at: 'waiting' } | { at: 'refused'; reason: Reason }

/** The oldest first. */
export const byAge = (one: Entry, other: Entry) => one.at - other.at || (one.id < other.id ? -1 : 1)
