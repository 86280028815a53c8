import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zhRefusals, words as zhWords } from './words.zh.ts'

export const refusals: SameWords<typeof zhRefusals> = {
  'market.listing.unknown': 'There is no such listing; it may have been taken off sale.',
  'market.listing.item_listed': 'This trade item already has a listing.',
  'market.listing.closed': 'This listing is no longer on sale.',
  'market.basket.empty': 'The basket is empty.',
  'market.basket.full': 'A basket takes at most {most} kinds of goods; please check out or remove some first.',
  'market.basket.changed': 'The basket or a price has changed; please check the amount before paying.',
  'market.address.unknown_region':
    'The region of the address is not valid; please choose province, city and county again.',
  'market.order.not_packed': 'This order is not packed yet; say first how many boxes it fills.',
  'market.queue.nothing_waits': 'This is done already; go on with the next.',
  'market.order.unknown': 'There is no such order.',
  'market.order.unknown_line': 'The order has no such line.',
  'market.order.refund_too_many': 'At most {left} units of this line can still be refunded.',
  'market.order.step_not_possible':
    'The order cannot take this step in its present state; please reload and look again.',
  'market.listing.not_approved': 'The service centre has not approved this listing yet; it can be sold after that.',
  'market.label.class_not_allowed': 'Goods of this category cannot be of this class.',
  'market.label.licence_wrong':
    'The food production licence number "{number}" is wrong: SC and 14 digits; please compare it with the licence.',
  'market.label.missing':
    'A label the rules ask for is missing: the producer, the production licence number or the commitment certificate.',
  'market.review.unknown': 'There is no such review.',
  'market.review.decided': 'This review was decided already, or the seller has edited again.',
  'market.version.unknown': 'There is no such version.',
  'market.variant.unknown_group': 'There is no such page of variants.',
  'market.variant.too_few': 'A page of variants takes at least two listings.',
  'market.variant.twice': 'A listing stands twice on the page.',
  'market.variant.same': 'Two variants look the same; please say how grade or packing differ.',
  'market.variant.taken': 'One of the listings stands on another page already; take it off there first.',
  'market.bundle.unknown': 'There is no such bundle.',
  'market.bundle.twice': 'A listing stands twice in the bundle; change its units instead.',
  'market.bundle.none_of_yours': 'At least one part must be your own.',
  'market.bundle.share_too_high': '"{title}" cannot cost more in the bundle than by itself.',
  'market.bundle.answered': 'This bundle is settled already.',
  'market.photo.none': 'Please take at least one photo.',
  'market.listing.first_time_facts':
    'The first goods of a kind need two more facts: the plot, and for how many days they keep. They are asked once.',
  'market.listing.price_uneven':
    'A unit weighs about {grams} g, and at this price it does not cost whole fen. Choose a price that divides evenly.',
  'market.weighing.not_by_weight': 'This line is not sold by weight and needs no weighing.',
  'market.weighing.nothing_left': 'All of this line has been refunded; there is nothing to weigh.',
  'market.weighing.too_heavy':
    'Pack {grams} g at most: what is above the ordered weight is not charged. Check the figure or take some out.',
  'market.weighing.too_light':
    'Below {grams} g, less than half of what was ordered. Check the figure; refund units where there is not enough.',
  'market.weighing.reason_needed': 'Lighter than the {grams} g agreed: say why. The buyer will see it.',
  'market.weighing.missing': 'Some goods sold by weight have not been weighed. Weigh them before shipping.',
  'market.gift.by_weight':
    'Goods charged by their real weight differ from parcel to parcel and cannot go to many at once. Order them by themselves.',
  'market.photo.too_many': 'A listing takes at most 9 photos.',
}

export const words: SameWords<typeof zhWords> = {
  categories: {
    tea: 'Tea',
    'bamboo-shoots': 'Bamboo shoots',
    'sweet-potato': 'Sweet potato',
    mushroom: 'Mushrooms',
    'dried-fruit': 'Dried fruit',
    'fresh-fruit': 'Fresh fruit',
    vegetables: 'Vegetables',
    grain: 'Rice and grain',
    oil: 'Cooking oil',
    honey: 'Honey',
    eggs: 'Eggs',
    meat: 'Cured meat',
    seasoning: 'Sauces and pickles',
    snacks: 'Cakes and snacks',
    wine: 'Rice and fruit wine',
    herbs: 'Herbs',
    'bamboo-craft': 'Bamboo craft',
    'wood-carving': 'Wood carving',
  },
  storage: { ambient: 'Room temperature', chilled: 'Chilled', frozen: 'Frozen' },
  orderStates: {
    awaiting_payment: 'To be paid',
    paid: 'To be shipped',
    shipped: 'Shipped',
    received: 'Received',
    completed: 'Completed',
    cancelled: 'Cancelled',
    expired: 'Expired',
    refunded: 'Refunded',
  },
  orderSteps: {
    place: 'Order placed',
    pay: 'Paid',
    return_late: 'Paid too late, money returned',
    expire: 'Not paid in time, cancelled',
    abandon: 'Cancelled by the buyer',
    cancel: 'Cancelled and refunded',
    weigh: 'Weighed',
    ship: 'Shipped',
    receive: 'Receipt confirmed',
    complete: 'Completed, money released to the seller',
    refund: 'Partly refunded',
    refund_all: 'Fully refunded',
  },
}
