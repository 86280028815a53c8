import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Hono } from 'hono'
import { afterAll, beforeEach, expect, test } from 'vitest'

import { openTestDatabase } from '../../../../../tests/harness/database.ts'
import { civilDate } from '../../../../kernel/clock.ts'
import { statement } from '../../../../kernel/database.ts'
import type { ApiBindings } from '../../../../kernel/http/api.ts'
import type { Visit } from '../../../../kernel/http/visit.ts'
import { uuidv7 } from '../../../../kernel/ids.ts'
import type { PaymentOrder, Refused } from '../port.ts'
import { GatewayUnreachable } from '../port.ts'
import type { SandboxFaults } from './faults.ts'
import { sandboxGateway } from './index.ts'
import { RETRY_SECONDS } from './sender.ts'

/** The platform as the bank sees it: an address that keeps what it is told and answers as it likes. */
const told: { id: string; at: number; body: Buffer; headers: Record<string, string> }[] = []
let answerStatus = 200
const platform = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const headers = request.headers as Record<string, string>
    const body = Buffer.concat(chunks)
    told.push({ id: headers['webhook-id'] ?? '', at: Number(headers['webhook-timestamp']), body, headers })
    response.writeHead(answerStatus).end()
  })
})
await new Promise<void>((done) => platform.listen(0, '127.0.0.1', done))
const notifyUrl = `http://127.0.0.1:${(platform.address() as AddressInfo).port}/notices`

const county = await openTestDatabase({ environment: { TERRACE_URL: 'http://shop.test' } })
const { clock } = county
const { database, log } = county.app
const faults: SandboxFaults = {}
const secret = 'a secret that only this test file knows'
const bank = sandboxGateway({ database, clock, log, secret, publicUrl: 'http://shop.test', faults })
const { gateway } = bank
const site = new Hono<ApiBindings>()
site.use(async (c, next) => {
  c.set('visit', { lang: c.req.query('lang') === 'en' ? 'en' : 'zh' } as Visit)
  await next()
})
site.route('/sandbox', bank.pages)
afterAll(async () => {
  await bank.sender.stop()
  platform.close()
})

beforeEach(async () => {
  answerStatus = 200
  delete faults.notice
  delete faults.answer
  await bank.sender.flush()
  told.length = 0
})

const id = () => uuidv7(clock.now())

function orderOf(shares = 2): PaymentOrder {
  return {
    paymentId: id(),
    subject: '遂昌山货',
    totalFen: shares * 12_800,
    shares: Array.from({ length: shares }, (_, n) => ({
      shareId: id(),
      sellerAccount: `s-${n}`,
      amountFen: 12_800,
      subject: `<高山>合作社 & ${n}`,
    })),
    expiresAt: new Date(clock.now().getTime() + 900_000),
    returnUrl: 'http://shop.test/pay/back',
    notifyUrl,
    client: 'phone',
    clientIp: '203.0.113.7',
  }
}

async function linkOf(order: PaymentOrder): Promise<URL> {
  const answer = await gateway.createPayment(order)
  if (answer.result !== 'done') throw new Error(answer.result)
  return new URL(answer.payUrl)
}

const look = (link: URL, lang = 'zh') => site.request(`${link.pathname}${link.search}&lang=${lang}`)
const press = async (link: URL, button: string) =>
  site.request(link.pathname + link.search, { method: 'POST', body: new URLSearchParams({ do: button }) })

async function paid(shares = 1) {
  const order = orderOf(shares)
  expect((await press(await linkOf(order), 'pay')).status).toBe(303)
  const [share] = order.shares
  if (share === undefined) throw new Error('no share')
  const { shareId, sellerAccount, amountFen } = share
  const frozen = { paymentId: order.paymentId, shareId, shareRef: '', sellerAccount, shareFen: amountFen }
  return { order, frozen }
}

test('the page shows total and payees, says that no money moves, and speaks both languages', async () => {
  const link = await linkOf(orderOf())
  const zh = await (await look(link)).text()
  expect(zh).toContain('不会扣款')
  expect(zh).toContain('¥256.00')
  expect(zh).toContain('&lt;高山&gt;合作社 &amp; 1')
  expect(zh).not.toMatch(/>[^<]*\b(Pay|payment|money)\b/)
  expect(zh).not.toContain('<script')
  const en = await (await look(link, 'en')).text()
  expect(en).toContain('No money moves')
  expect(en).toContain('<html lang="en">')
})

test('paying twice, or twenty times at once, pays once and tells once', async () => {
  const order = orderOf()
  const link = await linkOf(order)
  const answers = await Promise.all(Array.from({ length: 20 }, () => press(link, 'pay')))
  expect(answers.map((a) => a.status)).toEqual(Array(20).fill(303))
  expect(answers[0]?.headers.get('location')).toBe(order.returnUrl)
  await bank.sender.flush()
  expect(told).toHaveLength(1)
  expect(await gateway.queryPayment(order)).toMatchObject({ state: 'paid', amountFen: 25_600 })
  expect(await (await look(link)).text()).toContain('已经付过了')
  const { lines } = (await gateway.dailyBill('2026-04-18')) as { lines: { ourId: string }[] }
  for (const { shareId } of order.shares) expect(lines.filter((l) => l.ourId === shareId)).toHaveLength(1)
})

test('declining does nothing; losing the notification pays and says nothing', async () => {
  const order = orderOf()
  const link = await linkOf(order)
  const declined = await press(link, 'decline')
  expect([declined.status, declined.headers.get('location')]).toEqual([303, order.returnUrl])
  expect(await gateway.queryPayment(order)).toEqual({ state: 'absent' })
  expect((await press(link, 'lose')).status).toBe(303)
  await bank.sender.flush()
  expect(told).toHaveLength(0)
  expect(await gateway.queryPayment(order)).toMatchObject({ state: 'paid' })
})

test('a link that was changed, is over or was closed is refused with a page', async () => {
  const order = orderOf()
  const link = await linkOf(order)
  const text = link.searchParams.get('order') ?? ''
  const cheaper = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
  cheaper[2] = 1
  for (const [name, value] of [
    ['order', Buffer.from(JSON.stringify(cheaper)).toString('base64url')],
    ['order', ''],
    ['signature', 'AAAA'],
    ['signature', (link.searchParams.get('signature') ?? '').slice(0, -2)],
  ] as const) {
    const forged = new URL(link)
    forged.searchParams.set(name, value)
    expect((await look(forged)).status).toBe(400)
    const answer = await press(forged, 'pay')
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('改动过')
  }
  expect((await press(link, 'something')).status).toBe(400)
  expect(await gateway.closePayment(order)).toMatchObject({ result: 'done' })
  expect(await gateway.closePayment(order)).toMatchObject({ result: 'done' })
  expect((await press(link, 'pay')).status).toBe(410)
  expect(await (await look(link)).text()).toContain('已经关闭')
  expect(await gateway.queryPayment(order)).toEqual({ state: 'closed' })

  const slow = await linkOf(orderOf())
  clock.advance(900)
  expect((await press(slow, 'pay')).status).toBe(410)
  expect(await (await look(slow)).text()).toContain('付款时间已过')
})

test('closing and paying at once: one of them wins, and both sides know which', async () => {
  for (let round = 0; round < 20; round += 1) {
    const order = orderOf()
    const link = await linkOf(order)
    const [page, closed] = await Promise.all([press(link, 'pay'), gateway.closePayment(order)])
    const { state } = await gateway.queryPayment(order)
    expect([page.status, closed.result]).toEqual(state === 'paid' ? [303, 'refused'] : [410, 'done'])
  }
})

test('shares that do not add up, none, or too many get no link', async () => {
  const order = orderOf()
  for (const wrong of [{ totalFen: 1 }, { shares: [], totalFen: 0 }, orderOf(41)])
    expect(await gateway.createPayment({ ...order, ...wrong })).toMatchObject({ code: 'invalid_request' })
  expect((await linkOf(orderOf(40))).href.length).toBeLessThan(12_000)
})

test('messages read back as they were sent; any changed bit, another key or an old one is not believed', async () => {
  const { order } = await paid()
  await bank.sender.flush()
  const [message] = told
  if (message === undefined) throw new Error('nothing told')
  const { headers, body } = message
  const reading = gateway.readNotification({ headers, body, now: clock.now() })
  expect(reading).toMatchObject({
    verified: true,
    notice: { kind: 'payment.paid', ourId: order.paymentId, amountFen: 12_800, noticeId: message.id },
  })
  for (let i = 0; i < body.length; i += 7) {
    const changed = Buffer.from(body)
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(gateway.readNotification({ headers, body: changed, now: clock.now() })).toMatchObject({ fault: 'forged' })
  }
  const later = new Date(clock.now().getTime() + 301_000)
  expect(gateway.readNotification({ headers, body, now: later })).toMatchObject({ fault: 'stale' })
  const stranger = sandboxGateway({ database, clock, log, secret: `${secret}.`, publicUrl: 'http://shop.test' })
  const read = stranger.gateway.readNotification({ headers, body, now: clock.now() })
  expect(read).toMatchObject({ fault: 'forged' })
})

test('an unanswered message comes again at the real gateways’ times under the same id, and then no more', async () => {
  await paid()
  answerStatus = 500
  await bank.sender.flush()
  const sent = [clock.now().getTime()]
  for (const seconds of RETRY_SECONDS) {
    clock.advance(seconds - 1)
    await bank.sender.flush()
    clock.advance(1)
    await bank.sender.flush()
    sent.push(clock.now().getTime())
  }
  clock.advance(10 * 86_400)
  await bank.sender.flush()
  expect(told.map((t) => t.at * 1000)).toEqual(sent)
  expect(new Set(told.map((t) => t.id)).size).toBe(1)
})

test('a message claimed by a process that was killed is sent by another', async () => {
  const killed = sandboxGateway({ database, clock, log, secret, publicUrl: 'http://shop.test', faults })
  killed.sender.start()
  faults.notice = () => ['lose']
  await paid()
  await killed.sender.flush()
  delete faults.notice
  expect(told).toHaveLength(0)
  clock.advance(15)
  expect(await bank.sender.flush()).toBe(1)
  expect(told).toHaveLength(1)
  await killed.sender.stop()
})

test('a started sender tells right after the commit', async () => {
  const quick = sandboxGateway({ database, clock, log, secret, publicUrl: 'http://shop.test', faults })
  quick.sender.start()
  const page = new Hono<ApiBindings>()
  page.route('/sandbox', quick.pages)
  const { pathname, search } = await linkOf(orderOf())
  const before = database.statements.count
  await page.request(pathname + search, { method: 'POST', body: new URLSearchParams({ do: 'pay' }) })
  // One, with BEGIN and COMMIT where it needs them.
  expect(database.statements.count - before).toBeLessThanOrEqual(3)
  await quick.sender.stop()
  expect(told).toHaveLength(1)
  const open = statement<{ n: number }>(
    'test.open',
    'SELECT count(*)::int AS n FROM sandbox.notice WHERE next_at <= $1',
  )
  expect((await database.read((sql) => sql.run(open, [clock.now()])))[0]?.n).toBe(0)
})

test('the same id again has the first answer and one effect; with other content it is refused', async () => {
  const { frozen, order } = await paid(2)
  const refund = { refundId: id(), share: frozen, amountFen: 800, reason: '', notifyUrl }
  const first = await gateway.refund(refund)
  expect(first).toMatchObject({ result: 'done', amountFen: 800 })
  expect(await Promise.all([gateway.refund(refund), gateway.refund(refund)])).toEqual([first, first])
  expect(await gateway.refund({ ...refund, amountFen: 801 })).toMatchObject({ code: 'id_reused', final: true })
  const release = { releaseId: id(), share: frozen, amountFen: 12_000, commissionFen: 360 }
  expect(await gateway.release({ ...release, releaseId: refund.refundId })).toMatchObject({ code: 'id_reused' })
  expect(await gateway.queryRelease(release)).toEqual({ result: 'absent' })
  const released = await Promise.all(Array.from({ length: 5 }, () => gateway.release(release)))
  expect(new Set(released.map((r) => JSON.stringify(r))).size).toBe(1)
  expect(await gateway.release({ ...release, commissionFen: 0 })).toMatchObject({ code: 'id_reused' })
  expect(await gateway.release({ ...release, releaseId: id() })).toMatchObject({ code: 'already_settled' })
  const payout = { payoutId: id(), sellerAccount: frozen.sellerAccount, amountFen: 11_640, remark: '' }
  expect(await gateway.payout?.({ ...payout, amountFen: 11_641 })).toMatchObject({
    code: 'seller_balance_short',
    final: false,
  })
  const both = await Promise.all([gateway.payout?.(payout), gateway.payout?.({ ...payout, payoutId: id() })])
  expect(both.map((p) => p?.result).sort()).toEqual(['done', 'refused'])
  const back = { refundId: id(), share: frozen, amountFen: 360, reason: '', notifyUrl }
  const { releaseId } = release
  expect(await gateway.refund({ ...back, released: { releaseId, commissionBackFen: 359 } })).toMatchObject({
    code: 'seller_balance_short',
  })
  expect(await gateway.refund({ ...back, released: { releaseId, commissionBackFen: 360 } })).toMatchObject({
    result: 'done',
  })
  await bank.sender.flush()
  const kinds = told.map((t) => (JSON.parse(t.body.toString()) as { kind: string }).kind)
  expect(kinds.sort()).toEqual(['payment.paid', 'refund.done', 'refund.done', 'release.done'])
  const bill = await gateway.dailyBill(civilDate(clock.now()))
  if (bill.result !== 'done') throw new Error(bill.result)
  const ids = new Set([...order.shares.map((s) => s.shareId), refund.refundId, releaseId])
  const lines = bill.lines.filter((l) => ids.has(l.ourId ?? ''))
  expect(lines.map((l) => `${l.kind} ${l.sellerAccount} ${l.amountFen}`).sort()).toEqual([
    'commission s-0 360',
    'payment s-0 12800',
    'payment s-1 12800',
    'refund s-0 800',
    'release s-0 11640',
  ])
  expect(bill.lines.filter((l) => l.kind === 'payout').map((l) => l.amountFen)).toEqual([11_640])
})

test('what is pending is done when its time has come, by asking or by itself', async () => {
  faults.answer = ({ name }) => (name === 'refund' || name === 'payout' ? { pendingSeconds: 60 } : null)
  const { frozen } = await paid()
  const refund = { refundId: id(), share: frozen, amountFen: 100, reason: '', notifyUrl }
  expect(await gateway.refund(refund)).toMatchObject({ result: 'pending' })
  expect(await gateway.queryRefund(refund)).toMatchObject({ result: 'pending' })
  // The money is spoken for already.
  const whole = { ...refund, refundId: id(), amountFen: 12_800 }
  expect(await gateway.refund(whole)).toMatchObject({ code: 'amount_too_large' })
  clock.advance(60)
  await bank.sender.flush()
  expect(told.some((t) => t.body.includes(refund.refundId))).toBe(true)
  expect(await gateway.queryRefund(refund)).toMatchObject({ result: 'done', at: clock.now() })
  expect(await gateway.refund(refund)).toMatchObject({ result: 'done' })
})

test('faults of the line: refused for now, unreachable, done without an answer', async () => {
  const { frozen } = await paid()
  const refund = { refundId: id(), share: frozen, amountFen: 100, reason: '', notifyUrl }
  faults.answer = () => 'refuse'
  expect(((await gateway.refund(refund)) as Refused).final).toBe(false)
  await expect(gateway.queryRefund(refund)).rejects.toThrow(GatewayUnreachable)
  faults.answer = () => 'unreachable'
  await expect(gateway.refund(refund)).rejects.toThrow(GatewayUnreachable)
  delete faults.answer
  expect(await gateway.queryRefund(refund)).toEqual({ result: 'absent' })
  faults.answer = () => 'time_out'
  await expect(gateway.refund(refund)).rejects.toThrow(GatewayUnreachable)
  delete faults.answer
  expect(await gateway.queryRefund(refund)).toMatchObject({ result: 'done', amountFen: 100 })
})

test('the bank’s tables hold their own rules', async () => {
  const { frozen } = await paid()
  const run = (text: string) =>
    database.transact((tx) => tx.run(statement(`test.rule.${text.length}`, text), [frozen.shareId]))
  await expect(run('UPDATE sandbox.share SET frozen_fen = frozen_fen - 1 WHERE id = $1')).rejects.toThrow('no_fen_lost')
  await expect(
    run('UPDATE sandbox.share SET frozen_fen = -1, refunded_fen = amount_fen + 1 WHERE id = $1'),
  ).rejects.toThrow('check')
  await expect(
    run("INSERT INTO sandbox.account VALUES ('overdrawn', -1) ON CONFLICT DO NOTHING RETURNING $1::uuid"),
  ).rejects.toThrow('not_overdrawn')
})
