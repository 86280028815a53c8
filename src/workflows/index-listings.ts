import { z } from 'zod'
import type { App } from '../kernel/app.ts'
import { job } from '../kernel/jobs.ts'
import type { Category } from '../modules/market/index.ts'
import { categoryNames, outdatedEntries, saveSearchTexts, searchText } from '../modules/market/index.ts'
import { placeNames } from '../modules/people/index.ts'

const AT_ONCE = 100
const ROUNDS_MAX = 50

/** Makes outdated lexemes anew, a hundred at a time, so that requests between are not kept waiting. Answers how many. */
export async function indexListings(app: App): Promise<number> {
  let done = 0
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const outdated = await app.database.read((sql) => outdatedEntries(sql, AT_ONCE))
    if (outdated.length === 0) break
    const texts = outdated.map((one) => ({
      listingId: one.id,
      ...searchText(one, categoryNames(one.category as Category), placeNames(one.villageCode)),
    }))
    await app.database.transact((tx) => saveSearchTexts(tx, texts))
    done += outdated.length
  }
  return done
}

export const indexListingsJob = job({
  name: 'market.index-listings',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    await indexListings(app)
  },
})
