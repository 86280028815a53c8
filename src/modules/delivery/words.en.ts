import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'delivery.freight.not_delivered':
    'The seller\'s freight rule "{template}" does not deliver to this province. Choose another address or remove the item.',
  'delivery.freight.no_cold_route':
    'This item must stay cold, and the seller\'s freight rule "{template}" has no cold route to this province. Choose another address or remove the item.',
  'delivery.freight.unknown_template': 'There is no such freight template.',
  'delivery.parcel.tracking_used': 'Tracking number {number} was entered before; please check it.',
}
