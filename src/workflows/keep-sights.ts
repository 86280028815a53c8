import { member } from '../kernel/access.ts'
import { operation } from '../kernel/operation.ts'
import { id } from '../kernel/validation.ts'
import { knownVillage } from '../modules/people/index.ts'
import { houseWords, saveHouse, saveSite, siteWords } from '../modules/tourism/index.ts'
import { z } from 'zod'

export const saveSight = operation({
  name: 'tourism.site.save',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/sites',
  summary: 'Opens a sight or changes it; its limit of visitors a day holds from today on',
  access: member('seller'),
  input: siteWords.extend({ organisationId: id, siteId: id.optional() }),
  output: z.object({ siteId: id, daysOverLimit: z.int() }),
  refusals: [
    'tourism.site.unknown',
    'tourism.site.hours_crossed',
    'tourism.walk_in.above_limit',
    'tourism.walk_in.limit_missing',
    'people.village.unknown',
  ],
  async run({ tx, now }, { organisationId, siteId, ...words }) {
    knownVillage(words.villageCode)
    return saveSite(tx, organisationId, siteId, words, now)
  },
})

export const saveGuesthouse = operation({
  name: 'tourism.house.save',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/houses',
  summary: 'Opens a house for guests or changes it',
  access: member('seller'),
  input: houseWords.extend({ organisationId: id, houseId: id.optional() }),
  output: z.object({ houseId: id }),
  refusals: ['tourism.house.unknown', 'people.village.unknown'],
  async run({ tx, now }, { organisationId, houseId, ...words }) {
    knownVillage(words.villageCode)
    return { houseId: await saveHouse(tx, organisationId, houseId, words, now) }
  },
})
