/** An order as far as picking goes. */
export type PickedOrder = {
  id: string
  code: string
  lines: readonly {
    gtin: string
    titleZh: string
    titleEn: string
    netGrams: number
    refundedUnits: number
    lots: readonly { lotId: string; lotCode: string; units: number }[]
  }[]
}

/** One lot to be fetched from its place on the shelf, and the orders its units are for. */
export type Pick = {
  lotId: string
  lotCode: string
  gtin: string
  titleZh: string
  titleEn: string
  netGrams: number
  expiresOn: string | null
  units: number
  orders: { id: string; code: string; units: number }[]
}

/**
 * Units of all orders by lot, what expires first at the top. Units refunded before shipping stay on the shelf,
 * taken off the lots that last longest, so that the older ones leave.
 */
export function pickList(orders: readonly PickedOrder[], expiryOfLot: ReadonlyMap<string, string>): Pick[] {
  const picks = new Map<string, Pick>()
  for (const order of orders) {
    for (const line of order.lines) {
      for (const lot of stillWanted(line, expiryOfLot)) {
        const pick = picks.get(lot.lotId) ?? started(line, lot, expiryOfLot)
        pick.units += lot.units
        pick.orders.push({ id: order.id, code: order.code, units: lot.units })
        picks.set(lot.lotId, pick)
      }
    }
  }
  return [...picks.values()].sort(
    (a, b) => compare(dayOrLast(a.expiresOn), dayOrLast(b.expiresOn)) || compare(a.lotCode, b.lotCode),
  )
}

type Line = PickedOrder['lines'][number]

function stillWanted(line: Line, expiryOfLot: ReadonlyMap<string, string>): Line['lots'] {
  let refunded = line.refundedUnits
  const lastFirst = [...line.lots].sort((a, b) =>
    compare(dayOrLast(expiryOfLot.get(b.lotId)), dayOrLast(expiryOfLot.get(a.lotId))),
  )
  return lastFirst.flatMap((lot) => {
    const off = Math.min(refunded, lot.units)
    refunded -= off
    return lot.units > off ? [{ ...lot, units: lot.units - off }] : []
  })
}

function started(line: Line, lot: Line['lots'][number], expiryOfLot: ReadonlyMap<string, string>): Pick {
  const { gtin, titleZh, titleEn, netGrams } = line
  const expiresOn = expiryOfLot.get(lot.lotId) ?? null
  return { lotId: lot.lotId, lotCode: lot.lotCode, gtin, titleZh, titleEn, netGrams, expiresOn, units: 0, orders: [] }
}

const dayOrLast = (day: string | null | undefined) => day ?? '9999-12-31'
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
