import { createPrivateKey, createPublicKey, createSecretKey, X509Certificate } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

import { z } from 'zod'

/** Keys are `KeyObject`s from here on: printing or serialising a configuration shows none of them. */
export type WechatConfig = z.output<typeof wechatEnvironment>
export type AlipayConfig = z.output<typeof alipayEnvironment>

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The gateways the environment switches on. A gateway none of whose variables is set is off (null);
 * one that is set in part, or wrongly, throws a `TypeError` that names the variables and never their values.
 */
export function gatewayConfigs(environment: Environment): {
  wechat: WechatConfig | null
  alipay: AlipayConfig | null
} {
  return {
    wechat: parsed(wechatEnvironment, 'WECHAT_PAY_', environment),
    alipay: parsed(alipayEnvironment, 'ALIPAY_', environment),
  }
}

const privateKey = keyOf((text) => rsaOnly(createPrivateKey(pem(text, 'PRIVATE KEY'))))
const publicKey = keyOf((text) =>
  rsaOnly(
    text.includes('CERTIFICATE')
      ? new X509Certificate(pem(text, 'CERTIFICATE')).publicKey
      : createPublicKey(pem(text, 'PUBLIC KEY')),
  ),
)

const wechatEnvironment = z
  .object({
    WECHAT_PAY_MCHID: z.string().regex(/^\d{8,32}$/),
    WECHAT_PAY_APPID: z.string().regex(/^\w{1,32}$/),
    WECHAT_PAY_CERTIFICATE_SERIAL: z.string().regex(/^[0-9A-F]{8,40}$/),
    WECHAT_PAY_PRIVATE_KEY: privateKey,
    WECHAT_PAY_API_V3_KEY: keyOf((text) => secretOf(text, 32)),
    /** JSON: serial number of a platform certificate, or id of a WeChat Pay public key, to its PEM. The first is asked for. */
    WECHAT_PAY_PLATFORM_KEYS: z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown
        } catch {
          context.addIssue({ code: 'custom', message: 'not JSON' })
          return z.NEVER
        }
      })
      .pipe(z.record(z.string().regex(/^\w{8,64}$/), publicKey))
      .refine((keys) => Object.keys(keys).length > 0, 'no key'),
    WECHAT_PAY_URL: z.url().default('https://api.mch.weixin.qq.com'),
  })
  .transform((set) => ({
    merchantId: set.WECHAT_PAY_MCHID,
    appId: set.WECHAT_PAY_APPID,
    certificateSerial: set.WECHAT_PAY_CERTIFICATE_SERIAL,
    privateKey: set.WECHAT_PAY_PRIVATE_KEY,
    apiV3Key: set.WECHAT_PAY_API_V3_KEY,
    platformKeys: new Map(Object.entries(set.WECHAT_PAY_PLATFORM_KEYS)),
    url: set.WECHAT_PAY_URL,
  }))

const alipayEnvironment = z
  .object({
    ALIPAY_APP_ID: z.string().regex(/^\d{16}$/),
    /** The platform's own user number first: it receives the commission. Others are accepted as sellers in notifications. */
    ALIPAY_SELLER_IDS: z.string().regex(/^2088\d{12}(,2088\d{12})*$/),
    ALIPAY_PRIVATE_KEY: privateKey,
    ALIPAY_PUBLIC_KEY: publicKey,
    /** What the contract of combined payment allows; 1 without such a contract. */
    ALIPAY_SHARES_MAX: z.coerce.number().int().min(1).default(1),
    ALIPAY_BILL_TYPE: z.string().regex(/^\w+$/).default('trade_zft_merchant'),
    ALIPAY_URL: z.url().default('https://openapi.alipay.com/gateway.do'),
  })
  .transform((set) => ({
    appId: set.ALIPAY_APP_ID,
    sellerIds: set.ALIPAY_SELLER_IDS.split(','),
    privateKey: set.ALIPAY_PRIVATE_KEY,
    publicKey: set.ALIPAY_PUBLIC_KEY,
    sharesMax: set.ALIPAY_SHARES_MAX,
    billType: set.ALIPAY_BILL_TYPE,
    url: set.ALIPAY_URL,
  }))

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  prefix: string,
  environment: Environment,
): z.output<Schema> | null {
  const set = Object.entries(environment).filter(([name, value]) => name.startsWith(prefix) && value)
  if (set.length === 0) return null
  const result = schema.safeParse(Object.fromEntries(set))
  if (result.success) return result.data
  const wrong = new Set(result.error.issues.map((issue) => String(issue.path[0])))
  throw new TypeError(`missing or wrong: ${[...wrong].join(', ')}`)
}

function keyOf(read: (text: string) => KeyObject) {
  return z.string().transform((text, context) => {
    try {
      return read(text)
    } catch {
      // The reader's own message could quote the key.
      context.addIssue({ code: 'custom', message: 'not a key' })
      return z.NEVER
    }
  })
}

/** PEM as it is, with `\n` written out, or as the bare base64 that Alipay's key tool gives. */
function pem(text: string, label: string): string {
  const lines = text.replaceAll('\\n', '\n').trim()
  return lines.startsWith('-----') ? lines : `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`
}

function rsaOnly(key: KeyObject): KeyObject {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType !== 'rsa' || bits < 2048) throw new TypeError('not RSA of 2048 bits or more')
  return key
}

function secretOf(text: string, bytes: number): KeyObject {
  const key = createSecretKey(Buffer.from(text))
  if (key.symmetricKeySize !== bytes) throw new TypeError(`not ${bytes} bytes`)
  return key
}
