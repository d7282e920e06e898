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
        const entries = chunks.filter((chunk) => chunk.isEntry)
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
