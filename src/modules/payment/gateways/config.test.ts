import { inspect } from 'node:util'

import { describe, expect, it } from 'vitest'

import { gatewayConfigs } from './config.ts'
import { ourKeys, pemOf, theirKeys } from './testing.ts'

const apiV3Key = '0123456789abcdef0123456789abcdef'
const environment = {
  WECHAT_PAY_MCHID: '1900000001',
  WECHAT_PAY_APPID: 'wx8888888888888888',
  WECHAT_PAY_CERTIFICATE_SERIAL: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
  WECHAT_PAY_PRIVATE_KEY: pemOf.private().replaceAll('\n', '\\n'),
  WECHAT_PAY_API_V3_KEY: apiV3Key,
  WECHAT_PAY_PLATFORM_KEYS: JSON.stringify({ PUB_KEY_ID_0119: pemOf.public() }),
  ALIPAY_APP_ID: '2021000000000001',
  ALIPAY_SELLER_IDS: '2088000000000001,2088000000000002',
  ALIPAY_PRIVATE_KEY: ourKeys.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  ALIPAY_PUBLIC_KEY: theirKeys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
}

describe('the configuration', () => {
  it('switches on what the environment names', () => {
    expect(gatewayConfigs({ PATH: '/bin' })).toEqual({ wechat: null, alipay: null })
    const { wechat, alipay } = gatewayConfigs(environment)
    expect(wechat?.platformKeys.get('PUB_KEY_ID_0119')?.equals(theirKeys.publicKey)).toBe(true)
    expect(wechat?.privateKey.equals(ourKeys.privateKey)).toBe(true)
    expect(wechat?.url).toBe('https://api.mch.weixin.qq.com')
    expect(alipay?.privateKey.equals(ourKeys.privateKey)).toBe(true)
    expect(alipay).toMatchObject({ sharesMax: 1, sellerIds: ['2088000000000001', '2088000000000002'] })
  })

  it('shows no key when printed or serialised', () => {
    const shown = inspect(gatewayConfigs(environment), { depth: 9 }) + JSON.stringify(gatewayConfigs(environment))
    expect(shown).not.toContain(apiV3Key)
    expect(shown).not.toContain('PRIVATE KEY')
    expect(shown).not.toContain(environment.ALIPAY_PRIVATE_KEY.slice(100, 140))
  })

  it('names what is missing or wrong and never quotes it', () => {
    const broken = {
      ...environment,
      WECHAT_PAY_MCHID: undefined,
      WECHAT_PAY_API_V3_KEY: 'short',
      WECHAT_PAY_PRIVATE_KEY: 'no key at all',
    }
    expect(() => gatewayConfigs(broken)).toThrow(
      new TypeError('missing or wrong: WECHAT_PAY_MCHID, WECHAT_PAY_PRIVATE_KEY, WECHAT_PAY_API_V3_KEY'),
    )
    const noJson = { ...environment, WECHAT_PAY_PLATFORM_KEYS: '{' }
    expect(() => gatewayConfigs(noJson)).toThrow('missing or wrong: WECHAT_PAY_PLATFORM_KEYS')
    expect(() => gatewayConfigs({ ...environment, WECHAT_PAY_PLATFORM_KEYS: '{}' })).toThrow(TypeError)
    expect(() => gatewayConfigs({ ...environment, ALIPAY_SHARES_MAX: '0' })).toThrow('ALIPAY_SHARES_MAX')
  })
})
