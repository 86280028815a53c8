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
  'market.order.unknown': 'There is no such order.',
  'market.order.unknown_line': 'The order has no such line.',
  'market.order.refund_too_many': 'At most {left} units of this line can still be refunded.',
  'market.order.step_not_possible':
    'The order cannot take this step in its present state; please reload and look again.',
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
    ship: 'Shipped',
    receive: 'Receipt confirmed',
    complete: 'Completed, money released to the seller',
    refund: 'Partly refunded',
    refund_all: 'Fully refunded',
  },
}
