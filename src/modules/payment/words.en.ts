import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'payment.unknown': 'There is no such payment.',
  'payment.not_open': 'This payment is done or its time is over.',
  'payment.gateway_unreachable':
    'The payment service cannot be reached right now. Your order is kept; please try again shortly.',
  'payment.gateway_refused':
    'The payment service did not accept this payment. Try another way or ask the service centre.',
  'payment.seller_not_ready': 'The seller cannot take payments yet, so nothing can be ordered there.',
  'payment.gateway_not_configured': 'This payment provider is not switched on.',
  'payment.bill_not_ready': 'The bill of that day is not ready yet. Please try again later.',
  'payment.difference.unknown': 'There is no such difference, or it has been explained already.',
  'payment.too_many_sellers': 'One payment covers at most {most} sellers. Please place several orders.',
}
