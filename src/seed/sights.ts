import type { UnitType } from '../modules/tourism/index.ts'

type DemoTicket = {
  kind: 'ticket' | 'experience'
  nameZh: string
  nameEn: string
  durationMinutes: number
  /** Minutes of the day at which slots begin; none for a day ticket. */
  minutes: readonly number[]
  /** So many days from the start one day is shown sold out. */
  soldOutIn: number | null
  units: readonly { type: UnitType; priceFen: number; ageMax?: number; needsAdult?: boolean }[]
}
export type DemoSight = {
  nameZh: string
  nameEn: string
  aboutZh: string
  aboutEn: string
  villageCode: string
  dayLimit: number
  tickets: readonly DemoTicket[]
}
export type DemoHouse = {
  nameZh: string
  nameEn: string
  aboutZh: string
  aboutEn: string
  villageCode: string
  roomTypes: readonly {
    nameZh: string
    nameEn: string
    rooms: number
    guestsIncluded: number
    guestsMax: number
    priceFen: number
    extraGuestFen: number
  }[]
}

const tickets = (adultFen: number): DemoTicket['units'] => [
  { type: 'adult', priceFen: adultFen },
  { type: 'student', priceFen: adultFen / 2 },
  { type: 'senior', priceFen: adultFen / 2 },
  { type: 'child', priceFen: adultFen / 2, ageMax: 14, needsAdult: true },
]
const dayTicket = (adultFen: number, soldOutIn: number | null): DemoTicket => ({
  kind: 'ticket',
  nameZh: '门票（示范价）',
  nameEn: 'Admission (demonstration price)',
  durationMinutes: 480,
  minutes: [],
  soldOutIn,
  units: tickets(adultFen),
})

/** Places of Suichang that really are there; prices, limits and times are made up for the demonstration and say so. */
export const demoSights = (villageOf: (at: number) => string): DemoSight[] => [
  {
    nameZh: '神龙谷',
    nameEn: 'Shenlong Valley',
    aboutZh: '山谷、森林与瀑布。价格和时间为示范。',
    aboutEn: 'A valley of forest and waterfalls. Prices and times are a demonstration.',
    villageCode: villageOf(0),
    dayLimit: 3000,
    tickets: [
      dayTicket(80_00, 6),
      {
        kind: 'experience',
        nameZh: '采茶与炒茶（示范）',
        nameEn: 'Picking and firing tea (demonstration)',
        durationMinutes: 120,
        minutes: [540, 840],
        soldOutIn: 5,
        units: tickets(60_00),
      },
    ],
  },
  {
    nameZh: '南尖岩',
    nameEn: 'Nanjianyan',
    aboutZh: '云海、梯田与竹林。价格和时间为示范。',
    aboutEn: 'Seas of cloud, terraces and bamboo. Prices and times are a demonstration.',
    villageCode: villageOf(1),
    dayLimit: 4000,
    tickets: [dayTicket(90_00, null)],
  },
  {
    nameZh: '遂昌金矿国家矿山公园',
    nameEn: 'Suichang Gold Mine National Park',
    aboutZh: '古矿洞与矿山史。价格和时间为示范。',
    aboutEn: 'Old mine galleries and their history. Prices and times are a demonstration.',
    villageCode: villageOf(2),
    dayLimit: 5000,
    tickets: [dayTicket(100_00, null)],
  },
]

/** Houses that are plainly made up. */
export const demoHouses = (villageOf: (at: number) => string): DemoHouse[] =>
  ['一', '二', '三'].map((number, at) => ({
    nameZh: `示范农家${number}`,
    nameEn: `Demonstration house ${at + 1}`,
    aboutZh: '示范民宿，不接待真实客人。',
    aboutEn: 'A demonstration house; it takes no real guests.',
    villageCode: villageOf(at + 1),
    roomTypes: [
      {
        nameZh: '大床房',
        nameEn: 'Double room',
        rooms: 4,
        guestsIncluded: 2,
        guestsMax: 3,
        priceFen: 180_00 + at * 40_00,
        extraGuestFen: 50_00,
      },
      {
        nameZh: '家庭房',
        nameEn: 'Family room',
        rooms: 2,
        guestsIncluded: 3,
        guestsMax: 5,
        priceFen: 280_00 + at * 40_00,
        extraGuestFen: 50_00,
      },
    ],
  }))
