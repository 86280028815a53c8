import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Web } from './web.ts'

export class ListenFault extends Error {}

export type Fetch = (request: Request, env: unknown) => Response | Promise<Response>

/** An open port; until `answer` is given it says that the server is starting. */
export type Door = {
  port: number
  server: Server
  answer(fetch: Fetch, before?: Web['before']): void
  /** Stops accepting, lets requests under way finish for `graceMs`, then ends them. */
  close(graceMs: number): Promise<void>
}

export async function openDoor(host: string, port: number): Promise<Door> {
  let fetch: Fetch = () => new Response('starting\n', { status: 503, headers: { 'retry-after': '2' } })
  let before: Web['before']
  const listener = getRequestListener((request, env) => fetch(request, env))
  const server = createServer((request, response) => {
    if (before) before(request, response, () => void listener(request, response))
    else void listener(request, response)
  })
  // Slow senders hold a connection for at most a minute.
  server.headersTimeout = 20_000
  server.requestTimeout = 60_000
  await listening(server, host, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    server,
    answer(given, first) {
      fetch = given
      before = first
    },
    close: (graceMs) => closed(server, graceMs),
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') failed(new ListenFault(`port ${port} on ${host} is in use; set PORT to another`))
      else if (error.code === 'EACCES')
        failed(new ListenFault(`port ${port} on ${host} may not be opened by this user`))
      else failed(new ListenFault(`${host}:${port} cannot be opened (${error.code ?? error.message})`))
    })
    server.listen(port, host, () => done())
  })
}

function closed(server: Server, graceMs: number): Promise<void> {
  return new Promise((done) => {
    const hard = setTimeout(() => server.closeAllConnections(), graceMs)
    // A connection that is kept alive turns idle when its request is done.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(hard)
      clearInterval(idle)
      done()
    })
  })
}
