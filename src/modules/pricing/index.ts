import { forgetErasedMember } from './jobs.ts'
import { inviteToGroup, joinGroup, listGroups, removeFromGroup, saveGroup } from './group.ops.ts'
import {
  changeBudget,
  claimCoupon,
  closeOffer,
  closeOfficeOffer,
  listBudgets,
  listMyCoupons,
  listRunningOffers,
  makeOffer,
  makeOfficeOffer,
} from './offer.ops.ts'
import { listPrices, removePrice } from './unit-price.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { inviteToGroup, joinGroup, listGroups, removeFromGroup, saveGroup } from './group.ops.ts'
export { groupByCode, isGroupOf } from './group.sql.ts'
export { confirmOffers, expireOffers, giveBackOffers, holdOffers, releaseOffers, returnOffers } from './hold.sql.ts'
export type { OfferHold } from './hold.sql.ts'
export {
  changeBudget,
  claimable,
  claimCoupon,
  closeOffer,
  closeOfficeOffer,
  listBudgets,
  listMyCoupons,
  listRunningOffers,
  makeOffer,
  makeOfficeOffer,
  offerView,
  tier,
} from './offer.ops.ts'
export { couponsOf, insertBudgetRow, offersOf, runningOffers } from './offer.sql.ts'
export type { Budget, OfferView } from './offer.sql.ts'
export { offOf, price, priceSources } from './price.ts'
export type { Discount, NextTier, Priced, PricedLine, PriceLine, PriceSource, Use } from './price.ts'
export { rulesFor, shopperOf } from './rule.sql.ts'
export type { Shopper } from './rule.sql.ts'
export { bearerKinds, offerKinds, standing } from './rule.ts'
export type { ListingRule, Offer, Rules, Tier, UnitPrice } from './rule.ts'
export { listPrices, removePrice, unitPriceView } from './unit-price.ops.ts'
export { floorsOf, listingRuleOf, openUnitPrices, saveListingRuleRow, saveUnitPriceRow } from './unit-price.sql.ts'

export const operations = [
  saveGroup,
  inviteToGroup,
  removeFromGroup,
  listGroups,
  joinGroup,
  listPrices,
  removePrice,
  makeOffer,
  closeOffer,
  makeOfficeOffer,
  closeOfficeOffer,
  listBudgets,
  changeBudget,
  claimCoupon,
  listMyCoupons,
  listRunningOffers,
]
export const jobs = [forgetErasedMember]
export const subscriptions = [{ event: 'people.person.erased', job: forgetErasedMember.name }]
export const words = { zh, en }
