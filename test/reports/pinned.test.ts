import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { pinnedSend } from '../../server/reports/hooks/pinned-node.ts'

async function port(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => new Promise<void>((done) => void server.close(() => done())))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
const init = () => ({ body: '{"số":1}', headers: { 'x-hook-id': 'A1' }, signal: AbortSignal.timeout(5000) })

it('a call goes to the address that was looked at, under the name that was asked for, though the name server changes its mind', async () => {
  const got: string[] = []
  const server = createHttp((request, response) => {
    request.setEncoding('utf8')
    request.on('data', (part) => got.push(`${request.headers.host} ${request.headers['x-hook-id']} ${part}`))
    request.on('end', () => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
  })
  const at = await port(server)
  const answers = [['127.0.0.1'], ['10.0.0.1']]
  const looked: string[] = []
  const send = pinnedSend({
    resolve: async (host) => {
      looked.push(host)
      return answers.shift() ?? []
    },
    allowed: (address) => address === '127.0.0.1',
  })
  const url = `http://tinh.example.vn:${at}/nhan`
  // a redirect is an answer like any other
  expect(await send(url, init())).toBe(302)
  expect(looked).toEqual(['tinh.example.vn'])
  expect(got).toEqual([`tinh.example.vn:${at} A1 {"số":1}`])
  await expect(send(url, init())).rejects.toMatchObject({ name: 'inner-address' })
  await expect(send(url, init())).rejects.toMatchObject({ name: 'unknown-name' })
  await expect(send(`http://[::1]:${at}/`, init())).rejects.toMatchObject({ name: 'inner-address' })
  expect(got).toHaveLength(1)
})

it('one inner address among several refuses the call', async () => {
  const send = pinnedSend({
    resolve: async () => ['127.0.0.1', '10.0.0.1'],
    allowed: (address) => address === '127.0.0.1',
  })
  await expect(send('http://tinh.example.vn:9/', init())).rejects.toMatchObject({ name: 'inner-address' })
})

it('the certificate is asked for by name', async () => {
  let hello = ''
  const server = createServer((socket) => {
    socket.on('data', (bytes) => {
      hello += bytes.toString('latin1')
      socket.destroy()
    })
    socket.on('error', () => {})
  })
  const at = await port(server)
  const send = pinnedSend({ resolve: async () => ['127.0.0.1'], allowed: () => true })
  await expect(send(`https://tinh.example.vn:${at}/`, init())).rejects.toThrow()
  expect(hello).toContain('tinh.example.vn')
})
