import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/**
 * Writes `sw.js` beside `index.html`: the worker that lets the tablet at a counter open the app without a network. It keeps this
 * build's own files and nothing else: no answer of the API, no other origin. Only the tablet registers it.
 */
export function offlineShell(): Plugin {
  return {
    name: 'offline-shell',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.values(bundle)
        .filter((file) => file.type === 'asset' || !Object.keys(file.modules).some((id) => id.includes('zmp-sdk')))
        .map(({ fileName }) => fileName)
        .filter((name) => /^assets\/.+\.(js|css)$/.test(name))
        .sort()
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: worker(`app-${version}`, ['./', ...files]) })
    },
  }
}

/** The last build before this one is kept, too: a page that is open may still ask for its parts. */
function worker(name: string, files: string[]): string {
  return `const NAME = ${JSON.stringify(name)}
const FILES = ${JSON.stringify(files)}
const PATIENCE_MS = 5000
addEventListener('install', (event) => {
  const keep = async () => (await caches.open(NAME)).addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))
  event.waitUntil(keep().then(() => skipWaiting()))
})
addEventListener('activate', (event) => {
  const tidy = async () => {
    const others = (await caches.keys()).filter((name) => name.startsWith('app-') && name !== NAME)
    await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
    await clients.claim()
  }
  event.waitUntil(tidy())
})
addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return
  if (request.mode === 'navigate') event.respondWith(fresh(request))
  else event.respondWith(caches.match(request).then((kept) => kept || fetch(request)))
})
async function fresh(request) {
  const shell = async () => (await caches.open(NAME)).match('./')
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(shell)
  const asked = fetch(request).catch(shell)
  return (await Promise.race([asked, late])) || asked
}
`
}
