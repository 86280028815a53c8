import type { Language, UnitType, WeatherRule } from '../modules/tourism/index.ts'

type DemoTicket = {
  kind: 'ticket' | 'experience'
  nameZh: string
  nameEn: string
  aboutZh?: string
  aboutEn?: string
  noticeZh?: string
  noticeEn?: string
  languages?: Language[]
  /** What is stated for bad weather. */
  weather?: WeatherRule
  /** Who leads, all slots of every day. */
  guides?: readonly { nameZh: string; nameEn: string; languages: Language[]; peopleMax: number | null }[]
  /** What is lent, one for each. */
  gear?: readonly { nameZh: string; nameEn: string; pieces: number }[]
  durationMinutes: number
  /** Minutes of the day at which slots begin; none for a day ticket. */
  minutes: readonly number[]
  /** So many days from the start one day is shown sold out. */
  soldOutIn: number | null
  units: readonly {
    type: UnitType
    priceFen: number
    places?: number
    ageMin?: number
    ageMax?: number
    needsAdult?: boolean
  }[]
}
export type DemoSight = {
  nameZh: string
  nameEn: string
  aboutZh: string
  aboutEn: string
  villageCode: string
  dayLimit: number
  /** Everyone is entered by name. */
  needsNames?: boolean
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
  { type: 'senior', priceFen: adultFen / 2, ageMin: 60 },
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

/**
 * Places of Suichang that really are there, each in its own village or township's village; prices, limits and times are made up for the
 * demonstration and say so.
 */
export const demoSights: readonly DemoSight[] = [
  {
    nameZh: '神龙谷',
    nameEn: 'Shenlong Valley',
    aboutZh: '山谷、森林与瀑布。价格和时间为示范。',
    aboutEn: 'A valley of forest and waterfalls. Prices and times are a demonstration.',
    villageCode: '331123210202',
    dayLimit: 3000,
    tickets: [
      dayTicket(80_00, 6),
      {
        kind: 'experience',
        nameZh: '采茶与炒茶（示范）',
        nameEn: 'Picking and firing tea (demonstration)',
        aboutZh: '跟着茶农采一篮鲜叶，看一口锅怎样把它炒成茶。',
        aboutEn: 'Pick a basket of leaves with a tea grower and see how one wok turns them into tea.',
        noticeZh: '下小雨照常，备有雨披。\n穿平底鞋，带一件外套。',
        noticeEn: 'It goes on in light rain, with capes at hand.\nWear flat shoes and bring a jacket.',
        languages: ['zh', 'en'],
        weather: {
          whenZh: '大雨',
          whenEn: 'heavy rain',
          decider: 'sight',
          hoursBefore: 3,
          gives: 'other_day',
        },
        guides: [
          { nameZh: '示范茶农甲', nameEn: 'Demonstration tea grower A', languages: ['zh'], peopleMax: 20 },
          { nameZh: '示范茶农乙', nameEn: 'Demonstration tea grower B', languages: ['zh', 'en'], peopleMax: 20 },
        ],
        gear: [{ nameZh: '茶篓', nameEn: 'Tea basket', pieces: 40 }],
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
    villageCode: '331123107211',
    dayLimit: 4000,
    tickets: [dayTicket(90_00, null)],
  },
  {
    nameZh: '遂昌金矿国家矿山公园',
    nameEn: 'Suichang Gold Mine National Park',
    aboutZh: '古矿洞与矿山史。价格和时间为示范。',
    aboutEn: 'Old mine galleries and their history. Prices and times are a demonstration.',
    villageCode: '331123201213',
    dayLimit: 5000,
    needsNames: true,
    tickets: [dayTicket(100_00, null)],
  },
  {
    nameZh: '王村口古镇',
    nameEn: 'Wangcunkou Old Town',
    aboutZh: '溪边的老街、廊桥与祠堂。价格和时间为示范。',
    aboutEn: 'Old streets, covered bridges and halls by the stream. Prices and times are a demonstration.',
    villageCode: '331123107001',
    dayLimit: 2000,
    tickets: [
      {
        kind: 'experience',
        nameZh: '老街走读（示范）',
        nameEn: 'A walk through the old streets (demonstration)',
        noticeZh: '在廊桥头集合，提前 10 分钟到。',
        noticeEn: 'Meet at the covered bridge, ten minutes early.',
        languages: ['zh', 'en'],
        durationMinutes: 90,
        minutes: [570, 870],
        soldOutIn: 3,
        units: [...tickets(40_00), { type: 'group', priceFen: 300_00, places: 10 }],
      },
    ],
  },
]

/** Houses that are plainly made up. */
export const demoHouses: readonly DemoHouse[] = (['331123107211', '331123210202', '331123204226'] as const).map(
  (villageCode, at) => ({
    nameZh: `示范农家${'一二三'[at]}`,
    nameEn: `Demonstration house ${at + 1}`,
    aboutZh: '示范民宿，不接待真实客人。',
    aboutEn: 'A demonstration house; it takes no real guests.',
    villageCode,
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
  }),
)
