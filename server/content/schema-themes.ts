import * as z from 'zod'

const Phrases = z.array(z.string().min(1))

/** `content/themes.yaml`: what people write about in surveys, by the phrases that say it. */
export const Theme = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  label: z.string().min(1),
  any: Phrases.min(1),
  not: Phrases.default([]),
})
export type Theme = z.infer<typeof Theme>
export const Themes = z
  .array(Theme)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'a theme stands twice')
