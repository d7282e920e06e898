import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A number in [0, 1), the same sequence for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Answer = { status: number; type: string; body: Buffer }

/** What may happen to a call on its way, and how often of a hundred; else it simply arrives. */
const MISHAPS = {
  lostGoing: 12,
  lostComing: 12,
  twice: 8,
  again: 8, // once more later, when nobody waits for it any longer
  badGateway: 4,
  badAnswer: 4, // it arrived; what comes back is a gateway's page
  torn: 4,
  portal: 2, // a café's own page instead of the answer
  busy: 2,
} as const
type Mishap = keyof typeof MISHAPS | 'none'

/**
 * A network as bad as they come before a real server: drops calls and answers, repeats them, answers in the server's stead. Tells how
 * often what happened.
 */
export async function badProxy(target: string, random: () => number) {
  const happened: Record<Mishap, number> = {
    ...{ lostGoing: 0, lostComing: 0, twice: 0, again: 0, badGateway: 0, badAnswer: 0, torn: 0, portal: 0, busy: 0 },
    none: 0,
  }
  let bad = true
  const draw = (): Mishap => {
    let left = random() * 100
    for (const name of names(MISHAPS)) {
      left -= MISHAPS[name]
      if (left < 0) return name
    }
    return 'none'
  }
  const late = new Set<Promise<unknown>>()
  const server = createServer(async (call, answer) => {
    const body = await whole(call)
    const pass = () => forward(target, call, body)
    const mishap = bad ? draw() : 'none'
    happened[mishap]++
    const give = ({ status, type, body: bytes }: Answer) =>
      answer.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes)
    switch (mishap) {
      case 'lostGoing':
        return answer.destroy()
      case 'lostComing':
        await pass()
        return answer.destroy()
      case 'twice': {
        const [first, second] = await Promise.all([pass(), pass()])
        return give(random() < 0.5 ? first : second)
      }
      case 'again': {
        const once = await pass()
        const wait = new Promise((resolve) => setTimeout(resolve, 20 + random() * 150)).then(pass)
        late.add(wait)
        return give(once)
      }
      case 'badGateway':
        return give(page(502))
      case 'badAnswer':
        await pass()
        return give(page(504))
      case 'torn':
        return tear(answer, await pass())
      case 'portal':
        return give(page(200))
      case 'busy':
        return give(busy)
      default:
        return give(await pass())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = addressOf(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    happened,
    /** From now on everything arrives. */
    heal: () => {
      bad = false
    },
    /** When nothing is on its way any more. */
    quiet: () => Promise.all(late),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const page = (status: number): Answer => ({
  status,
  type: 'text/html',
  body: Buffer.from('<html><body>Bad gateway</body></html>'),
})
const busy: Answer = {
  status: 429,
  type: 'application/json',
  body: Buffer.from(JSON.stringify({ error: { code: 'request.too-many', message: 'Xin thử lại sau.' } })),
}

/** Half of the answer, then nothing. */
function tear(answer: ServerResponse, { status, type, body }: Answer): void {
  answer.writeHead(status, { 'content-type': type, 'content-length': body.length })
  answer.write(body.subarray(0, Math.floor(body.length / 2)), () => answer.destroy())
}

async function whole(call: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of call) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

function forward(
  target: string,
  { url = '/', method = 'GET', headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host, connection, 'transfer-encoding': chunked, ...kept } = headers
    const going = request(`${target}${url}`, { method, headers: { ...kept, 'content-length': body.length } }, (got) => {
      whole(got).then(
        (bytes) => resolve({ status: got.statusCode ?? 500, type: got.headers['content-type'] ?? '', body: bytes }),
        reject,
      )
    })
    going.on('error', reject)
    going.end(body)
  })
}

function names<T extends object>(of: T): (keyof T)[] {
  const list: (keyof T)[] = []
  for (const name in of) list.push(name)
  return list
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return address
}
