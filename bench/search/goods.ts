import type { Tx } from '../../src/kernel/database.ts'
import { saveFreightTemplateRow } from '../../src/modules/delivery/index.ts'
import type { ListingDraft } from '../../src/modules/market/index.ts'
import { monthsOf } from '../../src/modules/market/index.ts'
import { foundOrganisation, villages } from '../../src/modules/people/index.ts'
import { createItems } from '../../src/modules/stock/index.ts'
import { randomFrom } from '../../src/web/kit/random.ts'
import { listItemsForSale } from '../../src/workflows/open-listing.ts'
import { kinds } from './catalogue.ts'
import { before, grades, storiesEn, storiesZh } from './wording.ts'
import { benchCounty } from '../kit/county.ts'

type Made = {
  draft: Omit<ListingDraft, 'freightTemplateId'>
  goods: { netGrams: number; storage: 'ambient' | 'chilled' | 'frozen'; shelfLifeDays: number }
}

/** Listing number `n`: the same words and figures in every run. */
export function benchListing(n: number): Made {
  const random = randomFrom(`bench listing ${n}`)
  const one = random.pick(kinds)
  const [zh, en] = random.pick(before)
  const [gradeZh, gradeEn] = random.pick(grades)
  const [netGrams, packing] = random.pick(one.packings)
  const weight = netGrams >= 1000 ? `${netGrams / 1000}kg` : `${netGrams}克`
  return {
    draft: {
      titleZh: [`${zh}${one.zh}`, gradeZh, weight, packing].filter(Boolean).join(' '),
      titleEn: [`${en}${one.en}`, gradeEn, weight.replace('克', ' g')].filter(Boolean).join(', '),
      descriptionZh: `${one.aboutZh}${random.pick(storiesZh)}${random.pick(storiesZh)}编号 ${n}。`,
      descriptionEn: `${one.aboutEn} ${random.pick(storiesEn)}`,
      category: one.category,
      priceFen: Math.round((netGrams / 500) * random.between(800, 12_000)) + 100,
      seasonMonths: monthsOf(...one.months),
    },
    goods: { netGrams, storage: one.storage ?? 'ambient', shelfLifeDays: 365 },
  }
}

/** How many listings each seller has: a few sell much, most a little, as in any market. Adds up to `total`. */
export function sizesOf(total: number, sellers: number): number[] {
  const weights = Array.from({ length: sellers }, (_, i) => 1 / (i + 8) ** 0.8)
  const sum = weights.reduce((a, b) => a + b, 0)
  const sizes = weights.map((weight) => Math.max(1, Math.floor((weight / sum) * total)))
  sizes[0] = (sizes[0] ?? 0) + total - sizes.reduce((a, b) => a + b, 0)
  return sizes
}

const AT_ONCE = 500

/** Fills a database with bench listings, by the functions people's operations use; they have no lots behind them. */
export async function makeListings(databaseUrl: string, total: number, sellers: number, tell: (line: string) => void) {
  const county = benchCounty(databaseUrl)
  try {
    const person = { email: 'bench@county.test', password: 'a bench needs no secrets', name: 'Bench' }
    const owner = await county.app.ports.auth.createPerson(person)
    let from = 0
    for (const [s, size] of sizesOf(total, sellers).entries()) {
      const first = from
      await county.app.database.transact((tx) => oneSeller(tx, owner, s, first, size))
      from += size
      if (s % 300 === 299) tell(`${from} listings of ${s + 1} sellers`)
    }
  } finally {
    await county.close()
  }
}

async function oneSeller(tx: Tx, ownerId: string, s: number, from: number, size: number) {
  const now = new Date()
  const all = villages()
  const villageCode = all[(s * 7) % all.length]?.code ?? ''
  const organisationId = await foundOrganisation(
    tx,
    {
      kind: 'cooperative',
      nameZh: `测试合作社${s}`,
      nameEn: null,
      villageCode,
      contactName: '测试',
      contactPhone: '+8613800000000',
      ownerId,
      sellerAccount: `bench-${s}`,
    },
    now,
  )
  const rules = [{ provinces: [], firstGrams: 1000, firstFen: 800, stepGrams: 1000, stepFen: 300 }]
  const freightTemplateId = await saveFreightTemplateRow(tx, organisationId, '标准', rules)
  for (let at = 0; at < size; at += AT_ONCE) {
    const made = Array.from({ length: Math.min(AT_ONCE, size - at) }, (_, i) => benchListing(from + at + i))
    const items = await createItems(
      tx,
      organisationId,
      '9520',
      made.map(({ draft, goods }) => ({ name: draft.titleZh, ...goods })),
    )
    const listings = made.map(({ draft }, i) => {
      const item = items[i]
      if (item === undefined) throw new Error('an item is missing')
      return { ...draft, freightTemplateId, item: { ...item, villageCode } }
    })
    await listItemsForSale(tx, organisationId, listings, now)
  }
}
