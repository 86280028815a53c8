import { describe, expect, test } from 'vitest'
import { townships, villageByLabel, villageLabel } from '../../src/modules/people/places/places.ts'
import { catalogue, goods } from './catalogue.ts'
import type { Listing } from './catalogue.ts'
import { columns } from './columns.ts'
import { categories, readLots } from './goods.ts'

const listings = catalogue()

/** The listings that break a rule, by title, so that a failure names them. */
function breaking(rule: (listing: Listing) => boolean): string[] {
  return listings.filter((one) => !rule(one)).map(({ titleZh }) => titleZh)
}

// Absolutes the advertising law forbids, and words that would claim an effect or a certificate.
const forbiddenZh =
  /[最绝]|第一|顶级|极品|极致|国家级|世界级|首选|唯一|独家|百分之百|100%|纯天然|保健|养生|养颜|滋补|补气|补血|补肾|降[血三压脂火]|清热|解毒|排毒|抗[癌氧衰炎菌]|治|疗|功效|免疫|有机|绿色食品|无公害|地理标志|认证|非遗/
const forbiddenEn =
  /\b(best|finest|number one|world-class|unique|100%|organic|certified|cures?|heals?|healthy|detox|immun\w+|nourish\w*|anti-?\w+|therap\w+|superfood)\b/i

describe('the catalogue', () => {
  test('has at least 240 listings of all 18 categories', () => {
    expect(listings.length).toBeGreaterThanOrEqual(240)
    expect(new Set(listings.map(({ category }) => category))).toEqual(new Set(Object.keys(categories)))
  })

  test('spreads over all 20 townships and at least 60 villages', () => {
    const places = listings.map(({ village }) => villageByLabel(village))
    expect(places.filter((one) => one?.kind !== 'village')).toEqual([])
    expect(new Set(places.map((one) => one?.townshipCode)).size).toBe(townships().length)
    expect(new Set(places.map((one) => one?.code)).size).toBeGreaterThanOrEqual(60)
  })

  test('writes villages as the places module does', () => {
    expect(breaking(({ village }) => villageLabel(villageByLabel(village)!, 'zh') === village)).toEqual([])
  })

  test('repeats no title, no description and no lot code', () => {
    for (const key of ['titleZh', 'titleEn', 'descriptionZh', 'descriptionEn', 'lotCode'] as const) {
      const values = listings.map((one) => one[key])
      expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([])
    }
    const own = goods.flatMap(({ lots }) => readLots(lots))
    expect(new Set(own.map(({ aboutZh }) => aboutZh)).size).toBe(own.length)
  })

  test('never packs more than was harvested', () => {
    expect(breaking(({ harvestJin, netGrams, units }) => harvestJin * 500 >= netGrams * units)).toEqual([])
  })

  test('what is dried or pressed weighs far less than what was harvested', () => {
    const maxYield: Partial<Record<Listing['category'], number>> = { tea: 0.3, oil: 0.45 }
    expect(
      breaking(({ category, titleZh, harvestJin, netGrams, units }) => {
        // Toasted rice tea is mostly rice.
        const limit = titleZh.startsWith('炒米茶') ? 1 : (maxYield[category] ?? 1)
        return netGrams * units <= harvestJin * 500 * limit
      }),
    ).toEqual([])
  })

  test('numbers are whole, positive and plausible', () => {
    for (const key of ['harvestJin', 'netGrams', 'units', 'priceFen', 'shelfLifeDays'] as const) {
      expect(breaking((one) => Number.isSafeInteger(one[key]) && one[key] > 0)).toEqual([])
    }
    expect(breaking(({ priceFen }) => priceFen >= 1_000 && priceFen <= 200_000)).toEqual([])
    expect(breaking(({ shelfLifeDays }) => shelfLifeDays <= 3650)).toEqual([])
  })

  test('dates are real days of 2026 up to November, within the season', () => {
    expect(breaking(({ harvestDate }) => isDay(harvestDate) && harvestDate >= '2026-01-01')).toEqual([])
    expect(breaking(({ harvestDate }) => harvestDate <= '2026-11-20')).toEqual([])
    expect(breaking(({ harvestDate, season }) => months(season).includes(Number(harvestDate.slice(5, 7))))).toEqual([])
  })

  test('lot codes fit GS1 AI 10 and name their day', () => {
    expect(breaking(({ lotCode }) => /^[!-"%-?A-Z_a-z]{1,20}$/.test(lotCode))).toEqual([])
    expect(
      breaking(({ lotCode, harvestDate }) => lotCode.slice(2, 8) === harvestDate.slice(2).replaceAll('-', '')),
    ).toEqual([])
  })

  test('growers are plainly made up and belong to one village each', () => {
    expect(breaking(({ grower }) => /^示范[户社坊][甲乙丙丁戊己庚辛壬癸]\d\d$/.test(grower))).toEqual([])
    const villageOf = new Map(listings.map(({ grower, village }) => [grower, village]))
    expect(breaking(({ grower, village }) => villageOf.get(grower) === village)).toEqual([])
  })

  test('Chinese and English stay apart and are both complete sentences', () => {
    const sentencesZh = /^[\p{Script=Han}\p{Nd}，。、；（）]+。$/u
    expect(breaking(({ descriptionZh }) => sentencesZh.test(descriptionZh))).toEqual([])
    expect(breaking(({ titleZh }) => /^[\p{Script=Han}\d. ]+$/u.test(titleZh))).toEqual([])
    expect(breaking(({ titleEn }) => /^[A-Z][\w .,°'-]+$/.test(titleEn) && titleEn.length <= 100)).toEqual([])
    expect(breaking(({ descriptionEn }) => /^[A-Z][^\p{Script=Han}]+\.$/u.test(descriptionEn))).toEqual([])
    expect(breaking(({ descriptionZh }) => descriptionZh.length >= 40 && descriptionZh.length <= 160)).toEqual([])
    expect(breaking(({ descriptionZh }) => (descriptionZh.match(/。/g) ?? []).length >= 2)).toEqual([])
  })

  test('claims no superlative, no effect on health, no certificate', () => {
    expect(breaking(({ titleZh, descriptionZh }) => !forbiddenZh.test(titleZh + descriptionZh))).toEqual([])
    expect(breaking(({ titleEn, descriptionEn }) => !forbiddenEn.test(`${titleEn} ${descriptionEn}`))).toEqual([])
    expect(
      breaking(
        ({ titleZh, titleEn, descriptionZh, descriptionEn }) =>
          !/[!！]/.test(titleZh + titleEn + descriptionZh + descriptionEn),
      ),
    ).toEqual([])
  })

  test('fresh goods that spoil within ten days travel cold', () => {
    expect(breaking(({ shelfLifeDays, freight }) => shelfLifeDays > 10 || freight === '生鲜')).toEqual([])
    expect(breaking(({ storage, freight }) => storage === '常温' || freight === '生鲜')).toEqual([])
  })

  test('alcohol and honey carry their warnings', () => {
    expect(
      breaking(({ category, descriptionZh }) => category !== 'wine' || descriptionZh.includes('未成年人')),
    ).toEqual([])
    expect(breaking(({ category, descriptionZh }) => category !== 'honey' || descriptionZh.includes('婴儿'))).toEqual(
      [],
    )
  })

  test('no cell could be taken for a formula', () => {
    const cells = listings.flatMap((one) => columns.map(({ cell }) => String(cell(one))))
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell) || cell !== cell.trim() || cell === '')).toEqual([])
  })
})

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The months of 3-5, 11-2 or 全年. */
function months(season: string): number[] {
  const [first = 1, last = 12] = season === '全年' ? [] : season.split('-').map(Number)
  return Array.from({ length: ((last - first + 12) % 12) + 1 }, (_, i) => ((first - 1 + i) % 12) + 1)
}
