import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { isBelow, zaloPhotos } from '../../bot/channels/zalo-photo.ts'

const ROOTS = ['https://*.zdn.vn', 'https://zalo.me']

test.each([
  ['https://f20-zpc.zdn.vn/jpg/1/a.jpg', true],
  ['https://zdn.vn/a.jpg', true],
  ['https://zalo.me/a', true],
  ['https://evil.zalo.me/a', false],
  ['http://f20-zpc.zdn.vn/a.jpg', false],
  ['https://f20-zpc.zdn.vn:8443/a.jpg', false],
  ['https://evilzdn.vn/a.jpg', false],
  ['https://zdn.vn.evil.vn/a.jpg', false],
  ['https://evil.vn/https://zdn.vn/a.jpg', false],
  ['https://zdn.vn@127.0.0.1/a.jpg', false],
  ['https://127.0.0.1/a.jpg', false],
  ['file:///etc/passwd', false],
  ['ảnh', false],
])('%s below the roots: %s', (address, expected) => expect(isBelow(ROOTS, address)).toBe(expected))

/** A server of pictures that also sends people elsewhere. */
async function pictures() {
  const server = createServer((request, response) => {
    if (request.url === '/away') return response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end()
    if (request.url === '/down') return response.writeHead(503).end()
    if (request.url === '/huge') return response.writeHead(200).end(Buffer.alloc(20_000_001))
    return request.url === '/a.jpg'
      ? response.writeHead(200).end(Buffer.from([1, 2, 3]))
      : response.writeHead(404).end('')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

test('fetches from where it may, follows nobody elsewhere, and names what is wrong', async () => {
  const root = await pictures()
  const fetchPhoto = zaloPhotos([root])
  expect(await fetchPhoto(`${root}/a.jpg`)).toEqual(new Uint8Array([1, 2, 3]))
  await expect(fetchPhoto(`${root}/away`)).rejects.toMatchObject({ code: 'photo.broken' })
  await expect(fetchPhoto(`${root}/gone`)).rejects.toMatchObject({ code: 'photo.broken' })
  await expect(fetchPhoto('http://127.0.0.1:1/a.jpg')).rejects.toMatchObject({ code: 'photo.broken' })
  await expect(fetchPhoto(`${root}/huge`)).rejects.toMatchObject({ code: 'photo.too-large' })
  const failure: unknown = await fetchPhoto(`${root}/down`).catch((error: unknown) => error)
  expect(String(failure)).toBe('Error: zalo photo 503')
})
