/** An order as far as picking goes. */
export type PickedOrder = {
  id: string
  code: string
  lines: readonly {
    gtin: string
    titleZh: string
    titleEn: string
    netGrams: number
    units: number
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
 * Units of all orders by lot, what expires first at the top. Lots of orders refunded in part before refunded units went back
 * on the shelf still name them: they are taken off the lots that last longest.
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
  const named = line.lots.reduce((sum, lot) => sum + lot.units, 0)
  let refunded = Math.max(0, named - (line.units - line.refundedUnits))
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
