import type { Context } from 'hono'
import type * as z from 'zod'
import { problem } from '../kernel/problem.ts'
import { firstFault } from '../kernel/validate.ts'
import { PHOTO_LIMITS } from './photos/photo.ts'

const PHOTOS = new Set(['photo', 'photos', 'photo[]', 'photos[]'])
/** Plain fields of a form that stand for objects. */
const NESTED = new Set(['place', 'contact', 'consent'])
const ALLOWED = 'JSON (application/json) hoặc biểu mẫu có ảnh (multipart/form-data)'

/**
 * Reads a body of words and photos: JSON, or a form with a JSON field `data` (or plain fields, dotted for parts: `place.text`) and
 * files `photo`. Throws `request.unsupported-type`, `request.bad-json`, `request.invalid` naming the field, `photo.too-large`.
 */
export async function readBody<T extends z.ZodType>(
  c: Context,
  schema: T,
): Promise<{ data: z.infer<T>; photos: Uint8Array[] }> {
  const type = c.req.header('content-type') ?? ''
  const { raw, photos } = /^multipart\/form-data/i.test(type)
    ? await readForm(c)
    : { raw: await readJson(c, type), photos: [] }
  const parsed = schema.safeParse(raw)
  if (!parsed.success) throw firstFault(parsed.error.issues[0], 'nội dung')
  return { data: parsed.data, photos }
}

async function readJson(c: Context, type: string): Promise<unknown> {
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type))
    throw problem('request.unsupported-type', { allowed: ALLOWED })
  return parseJson(await c.req.text())
}

async function readForm(c: Context): Promise<{ raw: unknown; photos: Uint8Array[] }> {
  const form = await c.req.formData().catch(() => {
    throw problem('request.bad-json')
  })
  const photos: Uint8Array[] = []
  const plain: Record<string, unknown> = {}
  let data: unknown = null
  for (const [name, value] of form.entries()) {
    if (typeof value !== 'string') {
      if (!PHOTOS.has(name) || value.size === 0) continue
      if (value.size > PHOTO_LIMITS.bytes) throw problem('photo.too-large', { max: PHOTO_LIMITS.bytes / 1e6 })
      photos.push(new Uint8Array(await value.arrayBuffer()))
    } else if (name === 'data') data = parseJson(value)
    else setPlain(plain, name, value)
  }
  return { raw: data ?? plain, photos }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw problem('request.bad-json')
  }
}

/** `consent.publish=true` → `{consent: {publish: true}}`. Only names we know get a part of their own. */
function setPlain(plain: Record<string, unknown>, name: string, value: string): void {
  const [outer = '', inner] = name.split('.')
  if (inner === undefined) plain[outer] = plainValue(outer, value)
  else if (NESTED.has(outer)) {
    const part = plain[outer]
    plain[outer] = { ...(typeof part === 'object' ? part : {}), [inner]: plainValue(inner, value) }
  }
}

const FLAGS = new Set(['publish', 'contact', 'emergencyCalled', 'onBehalf'])
function plainValue(name: string, value: string): unknown {
  if (FLAGS.has(name) && /^(true|false|on)$/.test(value)) return value !== 'false'
  if ((name === 'lat' || name === 'lng') && value.trim() !== '') return Number(value)
  if (NESTED.has(name) && value.startsWith('{')) return parseJson(value)
  return value
}
