import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Taken = { path: string; type: string; body: string }

/** A platform on this machine that takes messages as Google's partners' door does, and answers faults when told to. */
export async function partner() {
  const taken: Taken[] = []
  const state = {
    taken,
    answer: (path: string): { status: number; body: string } => {
      const kind = path
        .split('_')
        .map((part) => part.toUpperCase())
        .join('')
      return {
        status: 200,
        body: `<?xml version="1.0"?><OTA_${kind}RS xmlns="http://www.opentravel.org/OTA/2003/05"><Success/></OTA_${kind}RS>`,
      }
    },
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString('utf8')
    })
    request.on('end', () => {
      const path = (request.url ?? '').split('/').at(-1) ?? ''
      taken.push({ path, type: request.headers['content-type'] ?? '', body })
      const { status, body: text } = state.answer(path)
      if (status === 0) response.destroy()
      else response.writeHead(status, { 'content-type': 'application/xml' }).end(text)
    })
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    state,
    url: `http://127.0.0.1:${port}/uploads`,
    refuses(words: string) {
      state.answer = () => ({
        status: 200,
        body: `<X><Errors><Error Type="3" Code="783" ShortText="${words}"/></Errors></X>`,
      })
    },
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}
