import { join } from 'node:path'
import { defineConfig } from 'vite'
import { DEVICE, firstLoad } from './build/first-load.ts'
import { installable } from './build/installable.ts'
import { lifeEvents } from './build/life-events.ts'
import { offlineShell } from './build/offline-shell.ts'
import { zaloAppConfig } from './build/zalo-app-config.ts'

const here = import.meta.dirname

/** One build for Zalo (h5.zdn.vn/zapps/<id>/), for our own server (/app/) and for tests: every address in it is relative. */
export default defineConfig({
  root: here,
  base: './',
  publicDir: false,
  plugins: [
    lifeEvents(join(here, '../content/guides')),
    zaloAppConfig(join(here, 'app-config.json')),
    installable(join(here, 'icons')),
    offlineShell(),
  ],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(here, '../build/assets/app'),
    emptyOutDir: true,
    target: ['es2015', 'safari13.1'], // the oldest webviews that Zalo still supports
    cssTarget: ['es2015', 'safari13.1'],
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: firstLoad(join(here, 'src/main.tsx')), debugName: 'first', priority: 2 },
            { name: 'device', test: DEVICE, priority: 1 },
          ],
        },
      },
    },
  },
})
