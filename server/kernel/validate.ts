import type { Context, ValidationTargets } from 'hono'
import { validator } from 'hono-openapi'
import * as z from 'zod'
import { type Problem, problem } from './problem.ts'

/**
 * Checks one part of a request against a zod schema and documents it in the OpenAPI.
 * Read the value with `c.req.valid(target)`. A bad value throws `problem('request.invalid')` naming the first field at fault;
 * a schema's own Vietnamese message is kept, zod's English ones are said in Vietnamese. A `json` body of another content type
 * throws `request.unsupported-type`.
 *
 * @example
 * new Hono().get('/', validate('query', z.object({ limit: z.coerce.number() })), (c) => c.json(c.req.valid('query')))
 */
export function validate<Schema extends z.ZodType, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
) {
  return validator(target, schema, (result, c) => {
    // a body of another type was not even read
    if (target === 'json' && !JSON_TYPE.test(c.req.header('content-type') ?? ''))
      throw problem('request.unsupported-type', { allowed: 'JSON, với content-type: application/json' })
    if (result.success) return
    throw firstFault(result.error[0], target)
  })
}

/** The problem `request.invalid` of a zod issue, in Vietnamese; `whole` names the input when no field is at fault. */
export function firstFault(raw: unknown, whole: string): Problem {
  const issue = Issue.parse(raw ?? {})
  const field = issue.path.join('.')
  if (whole !== 'query' && field === '' && issue.code === 'invalid_type')
    return problem('request.invalid', { detail: 'nội dung phải là một đối tượng JSON, dạng {…}' })
  return problem('request.invalid', { detail: `${field || whole} ${say(issue)}` }, field ? { field } : {})
}

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i

const Issue = z.object({
  path: z.array(z.union([z.string(), z.number()])).default([]),
  code: z.string().default(''),
  message: z.string().default(''),
  origin: z.string().optional(),
  minimum: z.coerce.number().optional(),
  maximum: z.coerce.number().optional(),
  values: z.array(z.unknown()).optional(),
})

function say({ code, message, origin, minimum, maximum, values }: z.infer<typeof Issue>): string {
  if (!/^(Invalid|Too|Unrecognized|$)/.test(message)) return message
  const unit = origin === 'string' ? ' ký tự' : origin === 'array' ? ' mục' : ''
  if (code === 'too_big' && maximum !== undefined) return `không được quá ${maximum}${unit}`
  if (code === 'too_small' && minimum !== undefined) return `phải có ít nhất ${minimum}${unit}`
  if (code === 'invalid_value' && values) return `phải là một trong: ${values.join(', ')}`
  if (/received undefined/.test(message)) return 'còn thiếu'
  return 'chưa đúng dạng'
}

/** The caller's `Idempotency-Key` of this sending, or null. Throws `request.invalid` when it is none. */
export function sendingKey(c: Context): string | null {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return null
  if (!/^[\w.:-]{8,100}$/.test(key))
    throw problem(
      'request.invalid',
      { detail: 'Idempotency-Key phải có 8 đến 100 chữ, số hoặc dấu . : - _' },
      { field: 'Idempotency-Key' },
    )
  return key
}

/** The token of an `Authorization: Bearer` header; undefined when it carries none. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
}
