import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'stock.sold_out': 'Not enough in stock; {left} left right now.',
  'stock.item.never_packed':
    'This item was never packed. Please take in a harvest and pack it once at the seller console.',
  'stock.item.not_one': 'There is one of this piece, and there can be no other.',
  'stock.item.unknown': 'There is no such trade item.',
  'stock.item.numbers_used_up': 'The range of item numbers is used up; the county must obtain a new one.',
  'stock.lot.code_not_allowed': 'The lot code "{code}" is not allowed: up to 20 letters, digits and common signs.',
  'stock.lot.code_used': 'The lot code "{code}" was used before; please choose another.',
  'stock.lot.packed_before_harvest': 'The packing day cannot be before the harvest or after today.',
  'stock.lot.expired': 'Lot "{code}" expired on {date} and cannot be sold.',
  'stock.lot.too_large': 'A lot holds at most {most} units; please start another.',
  'stock.lot.unknown': 'There is no such lot.',
  'stock.lot.stopped': 'Lot "{code}" is on hold; it cannot be shipped before it is released.',
  'stock.place.unknown': 'There is no such place.',
  'stock.place.closed': 'This place is closed; open it again or choose another.',
  'stock.place.same': 'Goods cannot be sent to the place where they stand.',
  'stock.place.name_used': 'There is a place called "{name}" already; please choose another name.',
  'stock.place.main_stays': 'The main place cannot be closed.',
  'stock.place.not_empty': 'Goods still stand here or are on their way here; it cannot be closed.',
  'stock.place.not_enough':
    'Only {left} units of lot "{code}" here are free; the others are promised to buyers or stand elsewhere.',
  'stock.count.reason_missing': 'The books have {expected} units of lot "{code}"; please say why the count differs.',
  'stock.count.books_moved': 'The books had {before} units of lot "{code}" and have {now} now; please count again.',
  'stock.count.promised':
    'At least {promised} units of lot "{code}" here are promised to orders; if they are gone, first cancel those orders as out of stock.',
  'stock.transfer.unknown': 'There is no such transfer.',
  'stock.transfer.received': 'This transfer was received already.',
  'stock.transfer.too_many': 'Only {sent} units were sent, so no more can arrive; enter a surplus by a count.',
  'stock.transfer.reason_missing': '{sent} units of lot "{code}" were sent; please say why fewer arrived.',
  'stock.write_off.note_missing': 'For "other", please write down the reason.',
  'stock.stop.unknown': 'There is no such hold.',
  'stock.stop.not_yours': 'Who placed a hold releases it: the service centre its own, the seller its own.',
  'stock.stop.released': 'This hold was released already.',
}
