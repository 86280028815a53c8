import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type SmsFault = 'throttle' | 'bad_number' | 'no_balance' | 'broken' | 'nonsense' | 'silent'

/** The provider as a message meets it: it checks the signature by its own reading of the rules, answers, throttles, fails. */
export async function fakeAliyun(keyId: string, keySecret: string) {
  const sent: Record<string, string>[] = []
  const state: { fault: SmsFault | null } = { fault: null }
  const nonces = new Set<string>()
  const server = createServer((request, response) => {
    if (state.fault === 'silent') return
    const [status, body] = answerTo(request, { keyId, keySecret, nonces, fault: state.fault, sent })
    reply(response, status, body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    fault(next: SmsFault | null) {
      state.fault = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

type Office = {
  keyId: string
  keySecret: string
  nonces: Set<string>
  fault: SmsFault | null
  sent: Record<string, string>[]
}

function answerTo(request: IncomingMessage, office: Office): [number, string] {
  const told = (status: number, Code: string, more = {}): [number, string] => [
    status,
    JSON.stringify({ Code, Message: Code, RequestId: 'R-1', ...more }),
  ]
  const fault = signatureFault(request, office)
  if (fault !== null) return told(400, fault)
  switch (office.fault) {
    case 'throttle':
      return told(200, 'isv.BUSINESS_LIMIT_CONTROL')
    case 'bad_number':
      return told(200, 'isv.MOBILE_NUMBER_ILLEGAL')
    case 'no_balance':
      return told(200, 'isv.AMOUNT_NOT_ENOUGH')
    case 'broken':
      return told(503, 'ServiceUnavailable')
    case 'nonsense':
      return [502, '<html>bad gateway</html>']
    default: {
      const fields = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams)
      office.sent.push(fields)
      return told(200, 'OK', { BizId: `biz-${office.sent.length}` })
    }
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function signatureFault(request: IncomingMessage, { keyId, keySecret, nonces }: Office): string | null {
  const header = (name: string) => String(request.headers[name] ?? '')
  const given = header('authorization').match(
    /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=(\w+)$/,
  )
  if (given === null || given[1] !== keyId) return 'InvalidAccessKeyId.NotFound'
  const [path = '/', query = ''] = (request.url ?? '').split('?')
  const signed = given[2] ?? ''
  const lines = signed.split(';').map((name) => `${name}:${header(name)}\n`)
  const canonical = [request.method, path, query.split('&').sort().join('&'), lines.join(''), signed, sha256('')].join(
    '\n',
  )
  const expected = createHmac('sha256', keySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex')
  if (expected !== given[3]) return 'SignatureDoesNotMatch'
  if (nonces.has(header('x-acs-signature-nonce'))) return 'SignatureNonceUsed'
  nonces.add(header('x-acs-signature-nonce'))
  return header('x-acs-action') === 'SendSms' ? null : 'InvalidAction.NotFound'
}

function reply(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body)
}
