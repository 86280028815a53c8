import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { errand, operation } from '../kernel/operation.ts'
import type { Ports } from '../kernel/ports.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Upload } from '../kernel/validation.ts'
import { fen, id, line, prose, upload } from '../kernel/validation.ts'
import { sentence } from '../kernel/words.ts'
import type { Lang } from '../kernel/words.ts'
import { insertConsignments } from '../modules/delivery/index.ts'
import type { ReadTableOk, Recipient } from '../modules/market/index.ts'
import { buyersOf, fileView, XLSX } from '../modules/market/index.ts'
import type { Checkout, Placed } from './checkout.ts'
import { place } from './checkout.ts'
import { giftHeadings, placeLine, readGiftRows } from './gift-rows.ts'
import type { GiftFault, GiftRows } from './gift-rows.ts'
import { giftWords } from './gift-words.ts'
import type { PricedBasket } from './price-basket.ts'
import { priceForMany } from './price-basket.ts'

type Gift = { card: string; giver: string; pricesHidden: boolean }

/**
 * One payment over many parcels: every recipient gets what lies in the basket. One order for each seller, its goods and
 * freight added up over all recipients, and a consignment for each of them.
 */
export async function placeGifts(
  tx: Tx,
  asked: Omit<Checkout, 'recipient'>,
  recipients: readonly Recipient[],
  gift: Gift,
  now: Instant,
): Promise<Placed> {
  const [first] = recipients
  if (first === undefined) refuse('market.gift.empty')
  const priced = await priceForMany(
    tx,
    asked.actor,
    recipients.map((one) => one.provinceCode),
    now,
  )
  // A harvest or a workshop's work is not shared out over many parcels.
  if (priced.parts.some((part) => part.supply !== 'stock')) refuse('supply.not_for_gifts')
  const placed = await place(tx, priced, { ...asked, recipient: first }, now)
  const consignments = placed.orders.flatMap((order) => consignmentsOf(order, priced, recipients))
  await insertConsignments(
    tx,
    consignments,
    placed.orders.map((order) => ({ orderId: order.id, ...gift })),
  )
  return placed
}

function consignmentsOf(
  { id: orderId, organisationId }: Placed['orders'][number],
  priced: PricedBasket,
  recipients: readonly Recipient[],
) {
  const part = priced.parts.find((one) => one.seller.id === organisationId)
  const units = (part?.lines ?? []).map((one) => one.units / recipients.length)
  return recipients.map((recipient, at) => ({
    orderId,
    organisationId,
    number: at + 1,
    recipient,
    units,
    freightFen: part?.freightByProvince.get(recipient.provinceCode) ?? 0,
  }))
}

const FILE_BYTES_MAX = 8_000_000

type Sheet = { table: ReadTableOk; rows: GiftRows }

/** Reads the file off the thread that answers. Refuses what no spreadsheet is, by the import's own codes. */
async function readSheet(file: Upload, ports: Ports): Promise<Sheet> {
  const read = await ports.workbooks.read(file.bytes)
  if (!read.ok) return refuse('market.gift.unreadable_file')
  return { table: read.table, rows: readGiftRows(read.table) }
}

const faultView = z.object({ row: z.int(), column: z.string(), code: z.string(), message: z.string() })
const told = (faults: readonly GiftFault[], lang: Lang) =>
  faults.map((fault) => ({ ...fault, message: sentence(giftWords, lang, fault.code) }))

const file = upload(FILE_BYTES_MAX)
const priceRefusals = [
  'market.basket.empty',
  'market.listing.closed',
  'market.listing.unknown',
  'delivery.freight.not_delivered',
  'delivery.freight.no_cold_route',
  'delivery.freight.unknown_template',
  'market.gift.by_weight',
]

export const previewGifts = errand({
  name: 'market.gift.preview',
  method: 'POST',
  path: '/market/gifts/preview',
  summary:
    "Reads a workbook of recipients: what is wrong at which cell, or what the asker's basket costs sent to all of them",
  access: buyer,
  body: 'multipart',
  limitPerMinute: 10,
  audit: false,
  input: z.object({ file }),
  output: z.object({
    faults: z.array(faultView),
    recipients: z.array(z.object({ name: z.string(), phone: z.string(), address: z.string(), freightFen: fen })),
    goodsFen: fen,
    freightFen: fen,
    totalFen: fen,
    /** The same workbook with its faults marked, where there are any. */
    marked: fileView.nullable(),
  }),
  refusals: ['market.gift.unreadable_file', ...priceRefusals],
  async run({ read, ports, actor, now, lang }, input) {
    const { table, rows } = await readSheet(input.file, ports)
    if (rows.faults.length > 0)
      return {
        faults: told(rows.faults, lang),
        recipients: [],
        goodsFen: 0,
        freightFen: 0,
        totalFen: 0,
        marked: await markedCopy(table, rows.faults, lang, ports),
      }
    const codes = rows.recipients.map((one) => one.provinceCode)
    const priced = await read((sql) => priceForMany(sql, actor, codes, now))
    const freightOf = (code: string) =>
      priced.parts.reduce((sum, part) => sum + (part.freightByProvince.get(code) ?? 0), 0)
    return {
      faults: [],
      recipients: rows.recipients.map((one) => ({
        name: one.name,
        phone: one.phone,
        address: placeLine(one),
        freightFen: freightOf(one.provinceCode),
      })),
      goodsFen: priced.parts.reduce((sum, part) => sum + part.goodsFen, 0),
      freightFen: priced.parts.reduce((sum, part) => sum + part.freightFen, 0),
      totalFen: priced.totalFen,
      marked: null,
    }
  },
})

/** The sheet as it came with what is wrong beside each row; formulas come back as text. */
async function markedCopy(table: ReadTableOk, faults: readonly GiftFault[], lang: Lang, ports: Ports) {
  const byRow = Map.groupBy(faults, (fault) => fault.row)
  const rows = table.rows.map((row, at) => {
    const own = (byRow.get(at + 1) ?? []).map((fault) => `${fault.column}: ${sentence(giftWords, lang, fault.code)}`)
    const cells = row.map((cell) => {
      if (typeof cell === 'string' || typeof cell === 'number' || cell === null) return cell
      if (typeof cell === 'boolean') return String(cell)
      return 'day' in cell ? cell.day : 'formula' in cell ? `=${cell.formula}` : cell.error
    })
    return [...cells, own.join('; ')]
  })
  const bytes = await ports.workbooks.write([{ name: giftHeadings[lang][0], rows }])
  return { fileName: 'recipients.xlsx', mediaType: XLSX, base64: Buffer.from(bytes).toString('base64') }
}

export const placeGiftOrders = operation({
  name: 'market.gift.place',
  method: 'POST',
  path: '/market/gifts',
  summary:
    "Sends the asker's basket to every recipient of a workbook under one payment, all or none, with a card and without prices",
  access: buyer,
  body: 'multipart',
  limitPerMinute: 10,
  input: z.object({
    file,
    expectedFen: z.coerce.number().int().min(0).max(100_000_000_00),
    card: prose(200).default(''),
    giver: line(40),
    pricesHidden: z.stringbool().default(true),
    note: prose(200).default(''),
  }),
  output: z.object({
    paymentId: id,
    totalFen: fen,
    payBy: z.date(),
    recipients: z.int(),
    orders: z.array(z.object({ id, code: z.string() })),
  }),
  refusals: [
    'market.gift.unreadable_file',
    'market.gift.faulty',
    'market.gift.empty',
    'supply.not_for_gifts',
    'market.basket.changed',
    ...priceRefusals,
    'payment.seller_not_ready',
    'payment.too_many_sellers',
    'pricing.budget.used_up',
    'pricing.coupon.taken',
    'stock.sold_out',
  ],
  audit: (_input, output) => ({ paymentId: output.paymentId, orderIds: output.orders.map((one) => one.id) }),
  prepare: (input, { ports }) => readSheet(input.file, ports),
  async run({ tx, actor, now, ports, prepared }, { card, giver, pricesHidden, note, expectedFen }) {
    const { faults, recipients } = prepared.rows
    if (faults.length > 0) refuse('market.gift.faulty', { count: faults.length })
    const { name: gateway, sharesMax } = ports.gateways.preferred
    const asked = {
      buyers: buyersOf(actor),
      actor,
      note,
      expectedFen,
      gateway,
      sellersMax: sharesMax('phone'),
      confirmedExemptions: [],
    }
    const placed = await placeGifts(tx, asked, recipients, { card, giver, pricesHidden }, now)
    const { paymentId, totalFen, payBy } = placed
    const orders = placed.orders.map((one) => ({ id: one.id, code: one.code }))
    return { paymentId, totalFen, payBy, recipients: recipients.length, orders }
  },
})
