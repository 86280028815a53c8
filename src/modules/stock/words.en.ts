import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'stock.sold_out': 'Not enough in stock; {left} left right now.',
  'stock.item.unknown': 'There is no such trade item.',
  'stock.item.numbers_used_up': 'The range of item numbers is used up; the county must obtain a new one.',
  'stock.lot.code_not_allowed': 'The lot code "{code}" is not allowed: up to 20 letters, digits and common signs.',
  'stock.lot.code_used': 'The lot code "{code}" was used before; please choose another.',
  'stock.lot.packed_before_harvest': 'The packing day cannot be before the harvest or after today.',
  'stock.lot.expired': 'Lot "{code}" expired on {date} and cannot be sold.',
}
