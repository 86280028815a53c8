import type { refusals as zh } from './words.zh.ts'

export const refusals: Record<keyof typeof zh, string> = {
  'webhooks.url.not_https': 'The address must begin with https://.',
  'webhooks.url.not_allowed':
    'This address cannot be used: take a public name or address, port 443 or 8443, without an account or a # part.',
  'webhooks.endpoint.too_many': 'There is room for {limit} addresses. Please remove some first.',
  'webhooks.endpoint.unknown': 'There is no such address.',
  'webhooks.endpoint.disabled': 'The address is switched off. Please switch it on first.',
  'webhooks.delivery.unknown': 'There is no such delivery, or what it said is no longer kept.',
}
