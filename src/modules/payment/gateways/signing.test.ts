import { generateKeyPairSync, sign } from 'node:crypto'

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { bytesOfBase64, signNotice, signatureWindowMs, verifyNotice } from './signing.ts'

const keys = generateKeyPairSync('ed25519')
const at = new Date('2026-03-05T08:00:00Z')
const body = Buffer.from('{"kind":"payment.paid","amountFen":12800}')

function signed(noticeId = 'n-1', bytes: Uint8Array = body) {
  return signNotice({ privateKey: keys.privateKey, noticeId, at, body: bytes })
}

describe('the signature of the sandbox', () => {
  it('verifies whatever it signed and reports the id', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{1,40}$/), fc.uint8Array(), (noticeId, bytes) => {
        const headers = signed(noticeId, bytes)
        expect(verifyNotice([keys.publicKey], { headers, body: bytes, now: at })).toEqual({
          verified: true,
          noticeId,
        })
      }),
      { numRuns: 50 },
    )
  })

  it('follows the layout of Standard Webhooks, id.timestamp.body', () => {
    const expected = sign(null, Buffer.from(`n-1.1772697600.${body.toString()}`), keys.privateKey)
    expect(signed()).toEqual({
      'webhook-id': 'n-1',
      'webhook-timestamp': '1772697600',
      'webhook-signature': `v1a,${expected.toString('base64')}`,
    })
  })

  it('refuses every changed byte of the body', () => {
    const headers = signed()
    for (let index = 0; index < body.length; index++) {
      const changed = Buffer.from(body)
      changed[index]! ^= 1
      expect(verifyNotice([keys.publicKey], { headers, body: changed, now: at }).verified).toBe(false)
    }
  })

  it('refuses every changed character of every header', () => {
    const headers = signed()
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const) {
      for (let index = 0; index < headers[name].length; index++) {
        const old = headers[name][index]
        const changed = headers[name].slice(0, index) + (old === '7' ? '8' : '7') + headers[name].slice(index + 1)
        const message = { headers: { ...headers, [name]: changed }, body, now: at }
        expect(verifyNotice([keys.publicKey], message).verified).toBe(false)
      }
    }
  })

  it('calls an old or future message stale, and an unsigned one forged', () => {
    const verify = (offsetMs: number) =>
      verifyNotice([keys.publicKey], {
        headers: signed(),
        body,
        now: new Date(at.getTime() + offsetMs),
      })
    expect(verify(signatureWindowMs).verified).toBe(true)
    expect(verify(signatureWindowMs + 1)).toMatchObject({ fault: 'stale' })
    expect(verify(-signatureWindowMs - 1)).toMatchObject({ fault: 'stale' })
    const { 'webhook-signature': _, ...unsigned } = signed()
    expect(verifyNotice([keys.publicKey], { headers: unsigned, body, now: at })).toMatchObject({
      fault: 'forged',
    })
    expect(verifyNotice([keys.publicKey], { headers: {}, body, now: at })).toMatchObject({
      fault: 'malformed',
    })
  })

  it('takes any of several keys and any of several signatures, so that keys can change without a gap', () => {
    const next = generateKeyPairSync('ed25519')
    const headers = signed()
    const both = {
      ...headers,
      'webhook-signature': `v1,ignored v1a,AAAA ${headers['webhook-signature']}`,
    }
    expect(verifyNotice([next.publicKey, keys.publicKey], { headers: both, body, now: at }).verified).toBe(true)
    expect(verifyNotice([next.publicKey], { headers: both, body, now: at })).toMatchObject({
      fault: 'forged',
    })
  })

  it('keeps an id from leaking into the timestamp', () => {
    expect(() => signed('n.1')).toThrow(RangeError)
  })
})

describe('base64', () => {
  it('has one spelling', () => {
    expect(bytesOfBase64('AA==')).toEqual(Buffer.from([0]))
    for (const spelling of ['AB==', 'AA', 'AA==\n', '', '*']) expect(bytesOfBase64(spelling)).toBeNull()
  })
})
