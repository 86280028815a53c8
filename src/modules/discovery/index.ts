import { listFavourites, removeFavourite, stopWatching } from './discovery.ops.ts'
import { forgetExposuresJob, forgetPersonJob, makeRelatedJob } from './jobs.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { exposureCounter } from './counter.ts'
export type { ExposureCounter } from './counter.ts'
export { keeperOf, listFavourites, removeFavourite, stopWatching } from './discovery.ops.ts'
export { FAIR_TURN_MAX, fairTurnPoints, gini, lorenz, totalOf } from './exposure.ts'
export type { LorenzPoint, SellerExposure } from './exposure.ts'
export { addExposures, shownBySeller } from './exposure.sql.ts'
export { FAVOURITES_MAX, keepFavourite } from './favourite.sql.ts'
export { makeRelatedJob } from './jobs.ts'
export { relatedTo } from './related.sql.ts'
export { askWatch, awaitedListings, tellWatchers, WATCHES_MAX } from './watch.sql.ts'

export const operations = [listFavourites, removeFavourite, stopWatching]
export const jobs = [makeRelatedJob, forgetExposuresJob, forgetPersonJob]
export const subscriptions = [{ event: 'people.person.erased', job: forgetPersonJob.name }]
export const words = { zh, en }
