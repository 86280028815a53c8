import type { OutputOf } from '../../../kernel/operation.ts'
import type { readHouse, readProduct } from '../../../modules/tourism/index.ts'
import { useLang } from '../../page-context.ts'
import { StructuredData } from '../head.tsx'
import { clock, nameIn } from './said.ts'

const yuanText = (fen: number) => (fen / 100).toFixed(2)
const geoOf = (at: { latitude: number | null; longitude: number | null }) =>
  at.latitude === null || at.longitude === null
    ? {}
    : { geo: { '@type': 'GeoCoordinates', latitude: at.latitude, longitude: at.longitude } }
/** The first photo in its largest size. */
const imageOf = ({ photos: [photo] }: { photos: readonly { id: string }[] }, address: string) =>
  photo === undefined ? {} : { image: `${address}/places/photos/${photo.id}/1280.webp` }
/** Regions from the province down to the village, as `regionPath` gives them. */
const addressOf = ([region, city, county, ...near]: readonly string[]) => ({
  '@type': 'PostalAddress',
  addressCountry: 'CN',
  addressRegion: region,
  addressLocality: county ?? city,
  streetAddress: near.join(' '),
})

type Ticket = Pick<OutputOf<typeof readProduct>, 'product' | 'site'> & { regions: readonly string[]; address: string }

/** schema.org: the sight as a TouristAttraction, the ticket as a Product with its offers. */
export function TicketData({ product, site, regions, address }: Ticket) {
  const lang = useLang()
  const prices = product.options.flatMap((option) => option.units.map((unit) => unit.priceFen))
  const about = lang === 'zh' ? product.aboutZh || site.aboutZh : product.aboutEn || site.aboutEn
  return (
    <StructuredData
      data={{
        '@graph': [
          {
            '@type': 'TouristAttraction',
            '@id': `${address}/visits/${product.id}#site`,
            name: nameIn(site, lang),
            ...imageOf(site, address),
            description: lang === 'zh' ? site.aboutZh : site.aboutEn,
            address: addressOf(regions),
            isAccessibleForFree: Math.min(...prices) === 0,
            openingHours: `Mo-Su ${clock(site.opensMinute)}-${clock(site.closesMinute)}`,
            availableLanguage: product.languages,
            ...geoOf(site),
          },
          {
            '@type': 'Product',
            name: `${nameIn(site, lang)} · ${nameIn(product, lang)}`,
            description: about,
            category: product.kind,
            isRelatedTo: { '@id': `${address}/visits/${product.id}#site` },
            offers: {
              '@type': 'AggregateOffer',
              url: `${address}/visits/${product.id}`,
              priceCurrency: 'CNY',
              lowPrice: yuanText(Math.min(...prices)),
              highPrice: yuanText(Math.max(...prices)),
              offerCount: prices.length,
            },
          },
        ],
      }}
    />
  )
}

type Lodging = { house: OutputOf<typeof readHouse>; regions: readonly string[]; address: string }

/** schema.org LodgingBusiness with its rooms and what they cost a night. */
export function HouseData({ house, regions, address }: Lodging) {
  const lang = useLang()
  const prices = house.roomTypes.map((type) => type.priceFen)
  return (
    <StructuredData
      data={{
        '@type': 'LodgingBusiness',
        name: nameIn(house, lang),
        ...imageOf(house, address),
        description: lang === 'zh' ? house.aboutZh : house.aboutEn,
        url: `${address}/houses/${house.id}`,
        address: addressOf(regions),
        checkinTime: clock(house.checkInMinute),
        checkoutTime: clock(house.checkOutMinute),
        currenciesAccepted: 'CNY',
        ...(prices.length > 0
          ? { priceRange: `¥${yuanText(Math.min(...prices))}–¥${yuanText(Math.max(...prices))}` }
          : {}),
        ...geoOf(house),
        makesOffer: house.roomTypes.map((type) => ({
          '@type': 'Offer',
          priceSpecification: {
            '@type': 'UnitPriceSpecification',
            price: yuanText(type.priceFen),
            priceCurrency: 'CNY',
            unitCode: 'DAY',
          },
          itemOffered: {
            '@type': 'HotelRoom',
            name: nameIn(type, lang),
            occupancy: { '@type': 'QuantitativeValue', maxValue: type.guestsMax },
          },
        })),
      }}
    />
  )
}
