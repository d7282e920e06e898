import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/**
 * Writes `sw.js` beside `index.html`: the worker that opens the app without a network, in a plain browser (Zalo has its own ways). It
 * keeps this build's own files and nothing else: no answer of the API, no other origin.
 */
export function offlineShell(): Plugin {
  return {
    name: 'offline-shell',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle)
          .filter((file) => file.type === 'asset' || !Object.keys(file.modules).some((id) => id.includes('zmp-sdk')))
          .map(({ fileName }) => fileName)
          .filter((name) => /^assets\/.+\.(js|css)$/.test(name))
          .sort()
        const page = bundle['index.html']
        const html = page?.type === 'asset' ? String(page.source) : ''
        const version = createHash('sha256')
          .update(files.join() + html)
          .digest('hex')
          .slice(0, 12)
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: worker(`app-${version}`, files) })
      },
    },
  }
}

/**
 * The page always comes from the kept build, at once, and every part of it by its hashed name, so that two builds never mix. A new
 * build is fetched in the background, whole or not at all, and serves from the next opening on; the one before is kept, too, for
 * pages that are open and may still ask for its parts.
 */
function worker(name: string, files: string[]): string {
  return `const NAME = ${JSON.stringify(name)}
const FILES = ${JSON.stringify(files)}
addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(NAME)
    const page = await fetch(new Request('./', { cache: 'no-cache' }))
    const needed = (await page.clone().text()).match(/assets\\/[^"]+\\.(js|css)/g) || []
    // a server in the middle of a change: this worker's files are not that page's
    if (!page.ok || !needed.every((file) => FILES.includes(file))) throw new Error('another build')
    // one after the other: whoever reads on a weak network comes first
    for (const file of FILES) await cache.add(file)
    await cache.put('./', page)
  }
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
  const [path] = request.url.slice(registration.scope.length).split(/[?#]/)
  if (request.mode === 'navigate') {
    if (path === '' || path === 'index.html') event.respondWith(shell(request))
  } else if (path.startsWith('assets/')) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)))
})
async function shell(request) {
  return (await (await caches.open(NAME)).match('./')) || fetch(request)
}
`
}
