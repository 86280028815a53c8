import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'supply.plan.unknown': 'There is no such pre-sale or workshop plan.',
  'supply.plan.closed': 'These goods cannot be ordered ahead now.',
  'supply.plan.sold_out': 'Not enough can be promised; {left} left right now.',
  'supply.plan.later': 'The expected date has changed: now by {date} at the latest. Please look again before ordering.',
  'supply.plan.stands': 'A pre-sale or workshop plan already stands for this listing; end it first.',
  'supply.plan.on_shelf': 'There are still {units} on the shelf; sell or remove them before opening this.',
  'supply.plan.one_piece': 'Of a one-of-a-kind piece there is one; it is neither sold ahead nor made to order.',
  'supply.plan.by_weight': 'Goods sold by weight cannot be sold ahead or made to order yet.',
  'supply.plan.not_open': 'This is over; that cannot be done any more.',
  'supply.plan.wrong_kind': 'This is not a pre-sale.',
  'supply.window.not_in_order': 'The last day of the harvest cannot be before its first.',
  'supply.window.past': 'These days are over; give days to come.',
  'supply.window.too_far': 'A harvest can be sold at most {days} days ahead.',
  'supply.window.same': 'The new harvest days are the old ones.',
  'supply.slip.unknown': 'There is no such change of date.',
  'supply.slip.over': 'The time to answer is over; what was stated beforehand has been done.',
  'supply.slip.answered': 'You have answered this change of date already.',
  'supply.slip.open': 'Buyers may still answer the change of date until {date}; the harvest can be shared after that.',
  'supply.harvest.changed': 'What can be shared has changed: it is {units} now. Please look again and confirm.',
  'supply.harvest.being_paid': '{orders} orders are being paid right now; please share the harvest in fifteen minutes.',
  'supply.harvest.still_open': 'Stop taking orders first, then share the harvest.',
  'supply.harvest.nothing_yet': 'None of the harvest is on the shelf yet; record and pack it first.',
  'supply.harvest.in_parts_by_time':
    'Where a harvest is shared in proportion, it is shared once, when all of it is in.',
  'supply.booking.unknown': 'This order is not waiting for a harvest or being made.',
  'supply.stage.unknown': 'There is no such stage.',
  'supply.stage.backwards': 'Stages are reported forward, not back.',
  'supply.making.begun':
    'The making has begun, so it cannot be cancelled. If it is not ready by {date}, you may cancel and get everything back.',
  'supply.swap.other_seller': 'You can swap only for goods of the same seller that are in stock.',
  'supply.swap.dearer': 'You can swap only for goods of the same or a lower price.',
  'supply.swap.sold_out': 'Not enough of the other goods in stock; {left} left right now.',
  'supply.not_for_gifts':
    'What is sold ahead or made to order cannot be sent to many people at once yet; order it separately.',
}
