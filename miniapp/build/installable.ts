import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** What a browser needs to put the app on the phone's home screen: a manifest and icons, beside `index.html`. */
export function installable(icons: string): Plugin {
  return {
    name: 'installable',
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' },
      { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './apple-touch-icon.png' }, injectTo: 'head' },
    ],
    generateBundle() {
      for (const fileName of readdirSync(icons))
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(icons, fileName)) })
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(MANIFEST) })
    },
  }
}

const png = (src: string, size: number, purpose: 'any' | 'maskable') => ({
  src: `./${src}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/** Every address is relative to the manifest, so that it holds wherever the app is served. */
const MANIFEST = {
  id: './',
  name: 'Xã số',
  short_name: 'Xã số',
  description: 'Thủ tục, hồ sơ, phản ánh, gọi xã. Xem hướng dẫn được cả khi mất mạng.',
  lang: 'vi',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#FFFFFF',
  theme_color: '#0B5FC6',
  categories: ['government', 'utilities'],
  icons: [
    png('icon-192', 192, 'any'),
    png('icon-512', 512, 'any'),
    png('icon-maskable-512', 512, 'maskable'),
    { src: './icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  shortcuts: [
    { name: 'Tìm thủ tục', url: './?tim' },
    { name: 'Tra hồ sơ', url: './?ho-so' },
    { name: 'Viết phản ánh', url: './?phan-anh' },
    { name: 'Gọi xã', url: './?goi-xa' },
  ],
}
