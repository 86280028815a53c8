// A receiver of Terrace's webhooks in plain Node: node examples/webhook-receiver.mjs whsec_… [another whsec_…]
// It checks signatures by the Standard Webhooks specification and takes each webhook once.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'

const TOLERANCE_SECONDS = 300

/** 'taken', or why a webhook is not: its signature is not by one of the secrets, it is old, or it was taken before. */
export function judge({ id, timestamp, signature, body }, secrets, seen, nowSeconds) {
  if (!id || !/^\d{1,12}$/.test(timestamp ?? '') || !signature) return 'malformed'
  const keys = secrets.map((secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
  const expected = keys.map((key) => createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest())
  const given = signature
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'))
  const signed = given.some((one) => expected.some((own) => own.length === one.length && timingSafeEqual(own, one)))
  if (!signed) return 'wrong_signature'
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS) return 'too_old'
  if (seen.has(id)) return 'seen_before'
  seen.add(id)
  return 'taken'
}

/** Answers 204 to what was taken now or before, 400 to all else. `take` gets the parsed body; keep `seen` in your database. */
export function receiver(secrets, take, now = () => Date.now() / 1000) {
  const seen = new Set()
  return createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString('utf8')
    const header = (name) => request.headers[`webhook-${name}`]
    const verdict = judge(
      { id: header('id'), timestamp: header('timestamp'), signature: header('signature'), body },
      secrets,
      seen,
      now(),
    )
    if (verdict === 'taken') take(JSON.parse(body), header('id'))
    // Seen before: the first answer may have been lost on its way, so this is no failure, but nothing is done twice.
    response.writeHead(verdict === 'taken' || verdict === 'seen_before' ? 204 : 400, { 'x-verdict': verdict })
    response.end()
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const secrets = process.argv.slice(2)
  receiver(secrets, (body, id) => console.log(id, body)).listen(4010, () => console.log('http://127.0.0.1:4010'))
}
