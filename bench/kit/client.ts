import { Agent, request } from 'node:http'

export type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; body: string; bytes: number }

/** A small keep-alive HTTP client: the driver shares the machine with what it measures, so it must cost little. */
export function client(base: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(base)
  const send = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    new Promise<Answer>((done, failed) => {
      const req = request(
        {
          hostname,
          port,
          path,
          method,
          agent,
          headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
        },
        (res) => {
          const chunks: Buffer[] = []
          let bytes = 0
          res.on('data', (chunk: Buffer) => {
            chunks.push(chunk)
            bytes += chunk.length
          })
          res.on('end', () =>
            done({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks).toString(), bytes }),
          )
          res.on('error', failed)
        },
      )
      req.on('error', failed)
      req.end(body)
    })
  return {
    send,
    async json<T>(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<T> {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const answer = await send(
        method,
        path,
        { ...headers, ...(text === undefined ? {} : { 'content-type': 'application/json' }) },
        text,
      )
      if (answer.status >= 400)
        throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body.slice(0, 300)}`)
      return JSON.parse(answer.body) as T
    },
    close: () => agent.destroy(),
  }
}

export type Client = ReturnType<typeof client>
