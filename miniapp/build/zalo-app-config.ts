import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Writes `app-config.json` beside the build: Zalo boots from its lists of hashed files, not from index.html.
 * Does what zmp-vite-plugin does, which does not accept the Vite we use.
 */
export function zaloAppConfig(file: string): Plugin {
  return {
    name: 'zalo-app-config',
    apply: 'build',
    generateBundle: {
      order: 'post', // the one CSS file is emitted late
      handler(_options, bundle) {
        const files = Object.values(bundle)
        const chunks = files.filter((file) => file.type === 'chunk')
        // what the page starts with; the bundler does not mark it where one file holds all of the first load
        const pages = files.flatMap((file) =>
          file.type === 'asset' && file.fileName.endsWith('.html') ? [String(file.source)] : [],
        )
        const entries = chunks.filter(({ fileName }) => pages.some((page) => page.includes(`"./${fileName}"`)))
        if (entries.length === 0) this.error('no script found in index.html')
        const needed = new Set<string>()
        const follow = (imports: string[]) => {
          for (const name of imports.filter((name) => !needed.has(name))) {
            needed.add(name)
            follow(chunks.find((chunk) => chunk.fileName === name)?.imports ?? [])
          }
        }
        for (const entry of entries) follow(entry.imports)
        const config = {
          ...JSON.parse(readFileSync(file, 'utf8')),
          listCSS: files.map((file) => file.fileName).filter((name) => name.endsWith('.css')),
          listSyncJS: entries.map((entry) => entry.fileName),
          listAsyncJS: [...needed],
          pages: [],
        }
        this.emitFile({ type: 'asset', fileName: 'app-config.json', source: JSON.stringify(config, null, 2) })
      },
    },
  }
}
