import * as z from 'zod'
import type { Document } from './model.ts'

const Cell = z.object({
  text: z.string(),
  align: z.enum(['left', 'right', 'center']).exactOptional(),
  bold: z.boolean().exactOptional(),
  drill: z.string().exactOptional(),
})
const Block = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
  }),
  z.object({ type: z.literal('para'), text: z.string(), italic: z.boolean().exactOptional() }),
  z.object({
    type: z.literal('table'),
    caption: z.string(),
    head: z.array(z.array(z.string())),
    rows: z.array(z.array(Cell)),
    widths: z.array(z.number()).exactOptional(),
    note: z.string().exactOptional(),
  }),
  z.object({ type: z.literal('own'), key: z.string(), text: z.string().nullable(), hint: z.string() }),
])

/** A report as it was frozen; read back from the database. */
export const FrozenDocument: z.ZodType<Document> = z.object({
  issuer: z.array(z.string()),
  symbol: z.string(),
  place: z.string(),
  day: z.string().nullable(),
  kind: z.string(),
  subject: z.string(),
  blocks: z.array(Block),
  annex: z.array(Block),
  signer: z.object({ authority: z.string(), title: z.string(), name: z.string() }),
  recipients: z.array(z.string()),
  sample: z.boolean(),
})
