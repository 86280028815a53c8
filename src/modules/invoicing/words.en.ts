import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'invoicing.title.unknown': 'There is no such invoice title.',
  'invoicing.title.bad_number':
    'A company title needs its 18-sign unified social credit code. Please check it; one sign may be wrong.',
  'invoicing.title.too_many': 'At most {most} titles are kept. Please remove one that is no longer used.',
  'invoicing.request.unknown': 'There is no such invoice request.',
  'invoicing.request.asked_already': 'An invoice for this order was asked for already.',
  'invoicing.request.not_yet': 'An invoice can be asked for once the goods have been received.',
  'invoicing.request.nothing_paid': 'All of the money for this order went back, so there is nothing to invoice.',
  'invoicing.request.answered': 'This request has been answered already.',
  'invoicing.number.used': 'This invoice number has been entered before. Please check it.',
  'invoicing.file.unreadable': 'The invoice file must be PDF or OFD.',
  'invoicing.red_letter.not_possible': 'This red-letter invoice was entered before, or its number is in use.',
}
