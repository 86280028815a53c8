import { basisFen } from '../../modules/market/web/weighing.ts'
import type { Route } from './+types/listing.ts'
import { StructuredData } from './head.tsx'

type Data = Route.ComponentProps['loaderData']

/** schema.org's price for 500 g or a kilogram, of goods whose units weigh about so much. */
const unitPriceData = ({ priceFen, netGrams }: Data['listing'], basisGrams: number) => ({
  '@type': 'UnitPriceSpecification',
  price: (basisFen(priceFen, netGrams, basisGrams) / 100).toFixed(2),
  priceCurrency: 'CNY',
  referenceQuantity: { '@type': 'QuantitativeValue', value: basisGrams, unitCode: 'GRM' },
})

/** schema.org Product with its offer. */
export function ProductData({ listing, title, description, seller, availableUnits, address, photoAddress }: Data) {
  const there = listing.supply === 'stock' ? 'https://schema.org/InStock' : 'https://schema.org/PreOrder'
  const availability = availableUnits > 0 ? there : 'https://schema.org/OutOfStock'
  return (
    <StructuredData
      data={{
        '@type': 'Product',
        name: title,
        description,
        sku: listing.gtin,
        gtin: listing.gtin,
        ...(photoAddress ? { image: photoAddress } : {}),
        weight: { '@type': 'QuantitativeValue', value: listing.netGrams, unitCode: 'GRM' },
        offers: {
          '@type': 'Offer',
          url: address,
          price: (listing.priceFen / 100).toFixed(2),
          priceCurrency: 'CNY',
          ...(listing.weigh ? { priceSpecification: unitPriceData(listing, listing.weigh.basisGrams) } : {}),
          availability,
          itemCondition: 'https://schema.org/NewCondition',
          seller: { '@type': 'Organization', name: seller.name },
        },
      }}
    />
  )
}
