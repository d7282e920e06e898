import { expect } from 'vitest'
import * as z from 'zod'

const Failure = z.strictObject({
  error: z.strictObject({
    code: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/),
    message: z.string().regex(/^\p{Lu}.*[.?]$/su),
    field: z.string().optional(),
    guidance: z.array(z.string().min(1)).min(1).optional(),
    requestId: z.string().min(8),
  }),
})

/** Every failure has the one shape, is a Vietnamese sentence, shows nothing of the inside, and 429 says when to come again. */
export async function failure(response: Response) {
  const text = await response.text()
  expect(text).not.toMatch(/ {4}at |node_modules|\.ts\b|SQLITE|ZodError/)
  const { error } = Failure.parse(JSON.parse(text))
  expect(error.message).toMatch(/[à-ỹđ]/i)
  if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  return { status: response.status, ...error }
}
