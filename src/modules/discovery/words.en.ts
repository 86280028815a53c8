import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zhRefusals } from './words.zh.ts'

export const refusals: SameWords<typeof zhRefusals> = {
  'discovery.favourite.too_many': 'At most {limit} favourites can be kept; please remove a few first.',
  'discovery.watch.in_stock': 'These goods are in stock now; you can buy them at once.',
  'discovery.watch.too_many': 'You can wait for {limit} goods at a time; please cancel a few first.',
}
