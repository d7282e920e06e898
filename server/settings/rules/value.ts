import * as z from 'zod'

const Table = z.record(z.string(), z.unknown())
const Rows = z.array(z.unknown())

/** What stands at a dotted path of a JSON value; undefined when nothing does. */
export function at(value: unknown, path: string): unknown {
  let found = value
  for (const step of path.split('.').filter((part) => part !== '')) {
    if (Array.isArray(found)) found = found[Number(step)]
    else found = Table.safeParse(found).data?.[step]
  }
  return found
}

/** The rows at a path; none when there is no list. */
export function rowsAt(value: unknown, path: string): unknown[] {
  return Rows.safeParse(at(value, path)).data ?? []
}

/** Writes into nested objects, making those that are missing. */
export function place(target: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let into = target
  for (const step of steps) {
    const next = Table.safeParse(into[step]).data ?? {}
    into[step] = next
    into = next
  }
  into[last] = value
}
