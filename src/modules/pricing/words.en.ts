import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'pricing.group.unknown':
    'There is no such customer group, or the invitation has ended. Ask the seller for a new one.',
  'pricing.group.unknown_member': 'That customer is no longer in the group.',
  'pricing.unit_price.unknown': 'There is no such price; it may have been removed.',
  'pricing.unit_price.nothing_said': 'Say who it is for, from how many units, or between which days: at least one.',
  'pricing.unit_price.below_floor': 'That is below your floor of ¥{yuan}. Raise the price, or change the floor first.',
  'pricing.unit_price.not_lower':
    'That is not below the listed price of ¥{yuan}, which buyers would pay anyway. Lower it.',
  'pricing.listing_rule.floor_too_high':
    'The floor is above the listed price of ¥{yuan}. Lower it, or change the listed price first.',
  'pricing.days_backwards': 'The last day is before the first; please swap them.',
  'pricing.offer.unknown': 'There is no such offer; it may have ended.',
  'pricing.offer.tiers':
    'Each step needs a higher threshold and a larger reduction than the one before, and none may take off more than its threshold.',
  'pricing.offer.number_missing': 'Say how many coupons there are.',
  'pricing.coupon.not_now': 'This coupon cannot be taken now: it has not begun, or is over.',
  'pricing.coupon.none_left': 'All of these coupons are taken.',
  'pricing.coupon.enough': 'One person may take {most} of these coupons; you have yours.',
  'pricing.coupon.taken': 'The coupon was just used by another order. Please check the new amount.',
  'pricing.budget.unknown': 'There is no such budget.',
  'pricing.budget.used_up': 'The budget of this offer was just used up. Please check the new amount.',
  'pricing.budget.spent': '¥{yuan} are spent or promised already; the budget cannot be less.',
  'pricing.budget.unknown_organisation': 'The paying organisation was not found.',
}
