import * as z from 'zod'
import { type Broadcast, Kind, Question, State } from '../schema.ts'

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text): z.infer<T> => schema.parse(JSON.parse(text)))

const Row = z.object({
  id: z.string(),
  kind: Kind,
  title: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  image: z.string().nullable(),
  image_type: z.string().nullable(),
  quiz: json(z.array(Question)),
  hamlets: json(z.array(z.string())),
  channels: json(z.array(z.string())),
  scheduled_at: z.string().nullable(),
  night: z.number(),
  state: State,
  revision: z.number(),
  writers: json(z.array(z.string())),
  author_name: z.string(),
  changed_at: z.string(),
  approved_name: z.string().nullable(),
  approved_at: z.string().nullable(),
  started_at: z.string().nullable(),
  reached_to: z.string().nullable(),
  expanded_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  note: z.string().nullable(),
})

/** A row of `broadcast` with where the making of its messages stands. */
export function toBroadcast(raw: unknown): Broadcast & { reachedTo: string | null } {
  const row = Row.parse(raw)
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    text: row.text,
    link: row.link,
    image: row.image && row.image_type ? { id: row.image, type: row.image_type } : null,
    quiz: row.quiz,
    hamlets: row.hamlets,
    channels: row.channels,
    scheduledAt: row.scheduled_at,
    night: row.night === 1,
    state: row.state,
    revision: row.revision,
    writers: row.writers,
    authorName: row.author_name,
    changedAt: row.changed_at,
    approvedName: row.approved_name,
    approvedAt: row.approved_at,
    startedAt: row.started_at,
    reachedTo: row.reached_to,
    expandedAt: row.expanded_at,
    endedAt: row.ended_at,
    note: row.note,
  }
}
