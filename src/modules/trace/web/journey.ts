type Data = Readonly<Record<string, string | number>>
export type TraceFact = { organisationId: string; kind: string; at: Date; data: Data }

export type Harvest = {
  grower: string
  villageCode: string
  plot: string
  product: string
  weightGrams: number
  harvestedOn: string
}
export type Packing = { name: string; netGrams: number; units: number; packedOn: string }

/** A lot's recorded facts in the shape in which people ask for them. */
export type Journey = {
  harvests: (Harvest & { recordedBy: string })[]
  packings: (Packing & { recordedBy: string })[]
  /** Units sent to each province, most first; null when nothing has left. */
  shipped: {
    units: number
    first: Date
    last: Date
    recordedBy: string
    provinces: { code: string; units: number }[]
  } | null
  withdrawn: { at: Date; recordedBy: string } | null
}

const text = (data: Data, name: string) => String(data[name] ?? '')
const figure = (data: Data, name: string) => Number(data[name] ?? 0)

/** Gathers the facts of one lot; parcels are added up by province, so that no single buyer shows. */
export function journeyOf(facts: readonly TraceFact[]): Journey {
  const of = (kind: string) => facts.filter((fact) => fact.kind === kind)
  const withdrawn = of('withdrawn')[0]
  return {
    harvests: of('harvested').map(({ organisationId, data }) => ({
      grower: text(data, 'grower'),
      villageCode: text(data, 'villageCode'),
      plot: text(data, 'plot'),
      product: text(data, 'product'),
      weightGrams: figure(data, 'weightGrams'),
      harvestedOn: text(data, 'harvestedOn'),
      recordedBy: organisationId,
    })),
    packings: of('packed').map(({ organisationId, data }) => ({
      name: text(data, 'name'),
      netGrams: figure(data, 'netGrams'),
      units: figure(data, 'units'),
      packedOn: text(data, 'packedOn'),
      recordedBy: organisationId,
    })),
    shipped: shippedOf(of('shipped')),
    withdrawn: withdrawn === undefined ? null : { at: withdrawn.at, recordedBy: withdrawn.organisationId },
  }
}

function shippedOf(facts: readonly TraceFact[]): Journey['shipped'] {
  const [first] = facts
  const last = facts.at(-1)
  if (first === undefined || last === undefined) return null
  const byProvince = Map.groupBy(facts, (fact) => text(fact.data, 'provinceCode'))
  const sum = (some: readonly TraceFact[]) => some.reduce((units, fact) => units + figure(fact.data, 'units'), 0)
  return {
    units: sum(facts),
    first: first.at,
    last: last.at,
    recordedBy: first.organisationId,
    provinces: [...byProvince]
      .map(([code, some]) => ({ code, units: sum(some) }))
      .sort((a, b) => b.units - a.units || a.code.localeCompare(b.code)),
  }
}
