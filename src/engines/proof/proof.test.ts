import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addProof, verifyProof, type JsonObject } from './eddsa-jcs.ts'
import { orThrow } from './fault.ts'
import { canonicalJson } from './jcs.ts'
import { fromMultibase, publicKeyOfDidKey, publicKeyToMultibase, toMultibase } from './multibase.ts'
import { portableEd25519 } from '../merkle/index.ts'

const seed = new Uint8Array(32).fill(7)
const key = publicKeyToMultibase(portableEd25519.publicKey(seed))
const options = { verificationMethod: `did:key:${key}#${key}`, proofPurpose: 'assertionMethod' }
const json = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 3 }), {
  maxKeys: 6,
})

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, one]) => [name, shuffled(one)]),
  )
}

describe('canonical JSON', () => {
  it('means the same and forgets the order of members', () =>
    fc.assert(
      fc.property(json, (value) => {
        const text = orThrow(canonicalJson(value))
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(orThrow(canonicalJson(JSON.parse(text)))).toBe(text)
        expect(orThrow(canonicalJson(shuffled(value)))).toBe(text)
      }),
    ))

  it.each([
    [{ a: [Number.NaN] }, 'bad_number', '/a/0'],
    [{ 'a/b': Infinity }, 'bad_number', '/a~1b'],
    [['\ud800'], 'bad_text', '/0'],
    [{ '\udc00': 1 }, 'bad_text', ''],
    [{ a: undefined }, 'not_json', '/a'],
    // oxlint-disable-next-line no-sparse-arrays -- a hole is the case
    [[1, , 2], 'not_json', '/1'],
    [new Date(0), 'not_json', ''],
    [{ a: 1n }, 'not_json', '/a'],
  ])('%# is refused', (value, code, path) => {
    expect(canonicalJson(value)).toEqual({ ok: false, fault: { code, path } })
  })

  it('refuses a cycle and great depth instead of looping', () => {
    const round: unknown[] = []
    round.push(round)
    expect(canonicalJson(round)).toMatchObject({ ok: false, fault: { code: 'too_deep' } })
  })
})

describe('base58btc', () => {
  it('comes back as it went', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(orThrow(fromMultibase(toMultibase(bytes), ''))).toEqual(bytes)
      }),
    ))

  it.each(['', 'u123', 'z0', 'zl', `z${'1'.repeat(500)}`])('refuses %j', (text) =>
    expect(fromMultibase(text, '').ok).toBe(false),
  )
})

describe('eddsa-jcs-2022', () => {
  const check = (document: JsonObject) => verifyProof(document, publicKeyOfDidKey, 'assertionMethod')

  it('verifies what it signed, in whatever order the members come', () =>
    fc.assert(
      fc.property(json, (value) => {
        const document = Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'proof'))
        const signed = orThrow(addProof(document, options, seed))
        expect(check(signed).ok).toBe(true)
        expect(check(shuffled(JSON.parse(JSON.stringify(signed))) as JsonObject).ok).toBe(true)
      }),
      { numRuns: 20 },
    ))

  it('refuses anything changed after signing', () => {
    const signed = orThrow(addProof({ '@context': ['https://a.example'], name: '茶' }, options, seed))
    const proof = signed['proof'] as JsonObject
    expect(check({ ...signed, name: '笋' }).ok).toBe(false)
    expect(check({ ...signed, more: null }).ok).toBe(false)
    expect(check({ ...signed, '@context': ['https://b.example'] })).toMatchObject({ fault: { code: 'bad_context' } })
    expect(check({ ...signed, proof: { ...proof, created: '2026-01-01T00:00:00Z' } }).ok).toBe(false)
    expect(check({ ...signed, proof: { ...proof, created: 'yesterday' } })).toMatchObject({
      fault: { code: 'bad_proof' },
    })
    expect(check({ ...signed, proof: [proof] }).ok).toBe(false)
    expect(verifyProof(signed, publicKeyOfDidKey, 'authentication').ok).toBe(false)
  })

  it('answers any garbage with a fault', () =>
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (proof, value) => {
        expect(check({ proof }).ok).toBe(false)
        expect(
          check({ proof: { ...options, type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', proofValue: value } })
            .ok,
        ).toBe(false)
      }),
    ))
})
