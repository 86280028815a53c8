import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { browseListings } from '../modules/market/index.ts'
import { startTracing } from './tracing.ts'

const county = await openTestDatabase()

test('with a collector set, an operation arrives there as a span; without one nothing is sent', async () => {
  const received: string[] = []
  const collector = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      received.push(`${request.url} ${body}`)
      response.end('{}')
    })
  }).listen(0, '127.0.0.1')
  await new Promise((done) => collector.once('listening', done))
  const otlpEndpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const browse = () => county.act({ kind: 'guest', guestId: null }, browseListings, {})

  await browse()
  const stop = await startTracing({ ...county.app.settings, otlpEndpoint })
  await browse()
  await stop()
  collector.close()

  expect(received).toHaveLength(1)
  expect(received[0]).toContain('/v1/traces')
  expect(received[0]).toContain('market.listing.browse')
})
