import { constants, createDecipheriv, publicEncrypt, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

import type { WechatConfig } from './config.ts'
import type { HttpResponse, NotificationFault } from './port.ts'
import { bytesOfBase64, isFresh } from './signing.ts'

/** What a request signs: method, path with query, timestamp, nonce and body, a line each (微信支付 APIv3 签名生成). */
export function requestString(request: {
  method: string
  pathAndQuery: string
  timestamp: string
  nonce: string
  body: string
}): string {
  return `${request.method}\n${request.pathAndQuery}\n${request.timestamp}\n${request.nonce}\n${request.body}\n`
}

/** The `Authorization` header of one request. */
export function authorization(
  config: WechatConfig,
  request: { method: string; url: URL; body: string; now: Date; nonce: string },
): string {
  const timestamp = String(Math.floor(request.now.getTime() / 1000))
  const pathAndQuery = request.url.pathname + request.url.search
  const text = requestString({ ...request, pathAndQuery, timestamp })
  const signature = sign('sha256', Buffer.from(text), config.privateKey).toString('base64')
  return (
    `WECHATPAY2-SHA256-RSA2048 mchid="${config.merchantId}",nonce_str="${request.nonce}",` +
    `signature="${signature}",timestamp="${timestamp}",serial_no="${config.certificateSerial}"`
  )
}

/**
 * Checks `Wechatpay-Signature` over timestamp, nonce and body (微信支付 APIv3 签名验证), of answers and notifications alike.
 * Null when it holds. WeChat Pay now and then sends a wrong signature on purpose, to see it refused.
 */
export function signatureFault(
  config: WechatConfig,
  message: Pick<HttpResponse, 'headers' | 'body'> & { now: Date },
): { fault: NotificationFault; detail: string } | null {
  const header = (name: string) => message.headers[`wechatpay-${name}`] ?? ''
  const [timestamp, nonce, serial] = [header('timestamp'), header('nonce'), header('serial')]
  if (!/^\d{1,12}$/.test(timestamp) || !/^\S{1,64}$/.test(nonce)) {
    return { fault: 'malformed', detail: 'wechatpay-timestamp or wechatpay-nonce' }
  }
  const key = config.platformKeys.get(serial)
  if (!key) return { fault: 'forged', detail: `no key of serial ${serial.slice(0, 64)}` }
  const signature = bytesOfBase64(header('signature'))
  const signed = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), message.body, Buffer.from('\n')])
  if (!signature || !verify('sha256', signed, key, signature)) {
    return { fault: 'forged', detail: 'wechatpay-signature' }
  }
  return isFresh(timestamp, message.now) ? null : { fault: 'stale', detail: `timestamp ${timestamp}` }
}

/** Opens the resource of a notification: AES-256-GCM, the tag behind the ciphertext. Null when it does not open. */
export function openResource(
  apiV3Key: KeyObject,
  resource: { ciphertext: string; nonce: string; associated_data: string },
): Buffer | null {
  const sealed = Buffer.from(resource.ciphertext, 'base64')
  const nonce = Buffer.from(resource.nonce)
  if (sealed.length < tagBytes || nonce.length !== 12) return null
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce, { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  decipher.setAAD(Buffer.from(resource.associated_data))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    return null
  }
}

const tagBytes = 16

/** Encrypts a sensitive field with a platform key: RSA-OAEP with SHA-1 and MGF1 (微信支付 APIv3 敏感信息加解密). */
export function encryptField(platformKey: KeyObject, text: string): string {
  const options = { key: platformKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }
  return publicEncrypt(options, Buffer.from(text)).toString('base64')
}
