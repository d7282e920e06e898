/** What the bundler tells of a module. */
type Module = { importedIds: readonly string[] }
type Context = { getModuleInfo(id: string): Module | null }

/**
 * One file for everything that the first screen needs: left to itself the bundler splits it into a dozen, each with its own journey
 * over a weak network, once rooms that come later share parts of it.
 */
export function firstLoad(entry: string) {
  let needed: Set<string> | null = null
  const follow = (id: string, context: Context, found: Set<string>) => {
    if (found.has(id)) return
    found.add(id)
    for (const next of context.getModuleInfo(id)?.importedIds ?? []) follow(next, context, found)
  }
  return (id: string, context: Context): string | null => {
    if (!needed) {
      needed = new Set()
      follow(entry, context, needed)
    }
    return needed.has(id) && !id.endsWith('.css') ? 'first' : null
  }
}

/** What keeps things on the device, and sends what citizens give: one file, so that a lost network leaves none of it behind. */
export const DEVICE =
  /\/src\/(outbox|offline|shelf|screens\/outbox|survey\/(parcel|sender|draft)|feedback\/(draft|parcel|photos|receipts|send|sender|use-draft)|words\/unsent|links)\b/
