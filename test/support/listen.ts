import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** A server on a free port of this machine, and its address. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ server: Server; root: string }> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { server, root: `http://127.0.0.1:${address.port}` }
}

/** Ends a server with every line that is open to it; nothing when there is none. */
export async function unlisten(server: Server | null): Promise<void> {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
}
