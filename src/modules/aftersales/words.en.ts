import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'aftersales.case.unknown': 'There is no such after-sales case.',
  'aftersales.case.open_already': 'A case about this order is already open. Please go on there.',
  'aftersales.case.open_on_order': 'A case about this order is open. Please refund in that case.',
  'aftersales.case.step_not_possible': 'The case cannot take this step as it stands. Please reload and look again.',
  'aftersales.case.order_not_there':
    'The order has not been sent, or the trade is over, so no case can be opened. An order that has not been sent can be cancelled.',
  'aftersales.case.line_twice': 'Each item can be named once only.',
  'aftersales.case.remedy_not_possible': 'This problem cannot be settled in this way. Please choose another.',
  'aftersales.case.photo_needed': 'This kind of claim needs at least one photo.',
  'aftersales.case.exempt':
    'At the checkout you confirmed that this item cannot be returned without reason. Faults can still be claimed.',
  'aftersales.case.too_late': 'The time for this claim is over.',
  'aftersales.case.arrived': 'The order was confirmed as received. Please claim what is wrong with the goods.',
  'aftersales.case.not_food': 'This item is not food. Please choose "poor quality".',
  'aftersales.case.nothing_left': 'All of these goods have been refunded already.',
  'aftersales.offer.too_much': 'The amount must be between ¥0.01 and what can be refunded.',
  'aftersales.back.too_many': 'More units back on the shelf than came back.',
  'aftersales.dispute.too_early': 'The time for evidence is not over and not both sides have spoken yet.',
  'aftersales.photo.too_many': 'Each side can show at most {most} photos.',
}
