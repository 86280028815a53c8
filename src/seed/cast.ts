import type { OrganisationKind } from '../kernel/actor.ts'
import type { Category } from '../modules/market/index.ts'

/** Who takes part in the demonstration. Every name says that it is made up; the addresses belong to nobody (RFC 2606). */
export type CastSeller = {
  kind: OrganisationKind
  nameZh: string
  nameEn: string
  villageCode: string
  email: string
  ownerName: string
  sellerAccount: string
  sells: readonly Category[]
}

export const centre = {
  nameZh: '遂昌县电商公共服务中心（示范）',
  nameEn: 'Suichang E-commerce Service Centre (demonstration)',
  villageCode: '331123001007',
  email: 'centre@demo.terrace.example',
  ownerName: '示范专员',
}

export const buyer = { email: 'buyer@demo.terrace.example', name: '示范买家' }

const seller = (
  number: number,
  kind: OrganisationKind,
  [nameZh, nameEn]: readonly [string, string],
  villageCode: string,
  sells: readonly Category[],
): CastSeller => ({
  kind,
  nameZh,
  nameEn,
  villageCode,
  email: number === 1 ? 'seller@demo.terrace.example' : `seller${number}@demo.terrace.example`,
  ownerName: `示范社长${number}`,
  sellerAccount: `demo-seller-${number}`,
  sells,
})

export const sellers: readonly CastSeller[] = [
  seller(1, 'cooperative', ['示范合作社一号', 'Demonstration Cooperative One'], '331123105211', ['tea']),
  seller(2, 'cooperative', ['示范合作社二号', 'Demonstration Cooperative Two'], '331123106204', [
    'bamboo-shoots',
    'mushroom',
  ]),
  seller(3, 'cooperative', ['示范合作社三号', 'Demonstration Cooperative Three'], '331123204226', [
    'fresh-fruit',
    'dried-fruit',
    'honey',
  ]),
  seller(4, 'cooperative', ['示范合作社四号', 'Demonstration Cooperative Four'], '331123107211', [
    'grain',
    'oil',
    'sweet-potato',
  ]),
  seller(5, 'cooperative', ['示范合作社五号', 'Demonstration Cooperative Five'], '331123203200', [
    'vegetables',
    'eggs',
    'meat',
  ]),
  seller(6, 'workshop', ['示范竹木工坊', 'Demonstration Bamboo and Wood Workshop'], '331123002200', [
    'bamboo-craft',
    'wood-carving',
  ]),
  seller(7, 'workshop', ['示范酱酒工坊', 'Demonstration Sauce and Wine Workshop'], '331123102209', [
    'seasoning',
    'wine',
    'snacks',
  ]),
  seller(8, 'ecommerce_firm', ['示范电商公司', 'Demonstration E-commerce Firm'], '331123001200', ['herbs']),
]

/** Where demonstration parcels go, and how many of a hundred. */
export const destinations: readonly { provinceCode: string; share: number }[] = [
  { provinceCode: '31', share: 26 },
  { provinceCode: '33', share: 24 },
  { provinceCode: '32', share: 15 },
  { provinceCode: '44', share: 9 },
  { provinceCode: '11', share: 7 },
  { provinceCode: '34', share: 6 },
  { provinceCode: '35', share: 4 },
  { provinceCode: '51', share: 4 },
  { provinceCode: '42', share: 3 },
  { provinceCode: '37', share: 2 },
]
