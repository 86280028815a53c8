import { pino } from 'pino'
import { expect, test } from 'vitest'

import { systemClock } from '../../kernel/clock.ts'
import { SettingsFault } from '../../kernel/settings.ts'
import { configuredGateways } from './configured.ts'
import { pemOf } from './gateways/testing.ts'

const surroundings = {
  database: {} as never,
  clock: systemClock,
  secret: 'a secret of thirty-two characters',
  publicUrl: 'http://county.test',
  log: pino({ level: 'silent' }),
}
const alipay = {
  ALIPAY_APP_ID: '2021000000000001',
  ALIPAY_SELLER_IDS: '2088000000000001',
  ALIPAY_PRIVATE_KEY: pemOf.private(),
  ALIPAY_PUBLIC_KEY: pemOf.public(),
}
const names = (environment: Record<string, string>) =>
  configuredGateways(environment, surroundings).gateways.all.map((gateway) => gateway.name)

test('nothing set: the sandbox; a real gateway set: that one alone; a list: those, the first preferred', () => {
  expect(names({})).toEqual(['sandbox'])
  expect(names({ TERRACE_GATEWAYS: '' })).toEqual(['sandbox'])
  expect(names(alipay)).toEqual(['alipay'])
  expect(configuredGateways(alipay, surroundings).sandbox).toBeNull()
  expect(names({ ...alipay, TERRACE_GATEWAYS: 'alipay, sandbox' })).toEqual(['alipay', 'sandbox'])
  const both = configuredGateways({ ...alipay, TERRACE_GATEWAYS: 'sandbox,alipay' }, surroundings)
  expect(both.gateways.preferred.name).toBe('sandbox')
  expect(both.gateways.byName('alipay').name).toBe('alipay')
})

test('a list that cannot be kept is one clear line, without a key in it', () => {
  for (const environment of [
    { TERRACE_GATEWAYS: 'paypal' },
    { TERRACE_GATEWAYS: 'sandbox,sandbox' },
    { TERRACE_GATEWAYS: 'wechat' },
    { ...alipay, ALIPAY_PRIVATE_KEY: 'not a key' },
  ]) {
    expect(() => names(environment)).toThrow(SettingsFault)
    expect(() => names(environment)).not.toThrow(/not a key/)
  }
})
