import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  addProof,
  canonicalJson,
  hashData,
  orThrow,
  publicKeyFromMultibase,
  publicKeyOfDidKey,
  seedFromMultibase,
  toMultibase,
  verifyProof,
  type JsonObject,
  type ProofOptions,
} from '../../src/engines/proof/index.ts'

const conformance = new URL('../../../shared/conformance/', import.meta.url)
const text = (name: string): string => readFileSync(new URL(name, conformance), 'utf8')
const json = (name: string): unknown => JSON.parse(text(name))
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('RFC 8785', () => {
  it.each(readdirSync(new URL('jcs/testdata/input', conformance)))('%s', (name) => {
    const canonical = orThrow(canonicalJson(json(`jcs/testdata/input/${name}`)))
    const outhex = text(`jcs/testdata/outhex/${name.replace('.json', '.txt')}`).replaceAll(/\s/g, '')
    expect(Buffer.from(canonical).toString('hex')).toBe(outhex)
    expect(canonical).toBe(text(`jcs/testdata/output/${name}`).trim())
  })
})

describe('eddsa-jcs-2022, step by step', () => {
  const vectors = 'vc-eddsa-jcs/TestVectors'
  const step = (name: string): string => text(`${vectors}/eddsa-jcs-2022/${name}`).trim()
  const document = json(`${vectors}/unsigned.json`) as JsonObject
  const config = JSON.parse(step('proofConfigJCS.json')) as ProofOptions
  const signed = JSON.parse(step('signedJCS.json')) as JsonObject
  const keys = json(`${vectors}/keyPair.json`) as { publicKeyMultibase: string; privateKeyMultibase: string }
  const seed = orThrow(seedFromMultibase(keys.privateKeyMultibase))

  it('canonicalises the document and the proof options', () => {
    expect(orThrow(canonicalJson(document))).toBe(step('canonDocJCS.txt'))
    expect(orThrow(canonicalJson(config))).toBe(step('proofCanonJCS.txt'))
  })

  it('hashes them, the proof options first', () => {
    const bytes = hex(orThrow(hashData(document, config)))
    expect(bytes).toBe(step('combinedHashJCS.txt'))
    expect(bytes).toBe(step('proofHashJCS.txt') + step('docHashJCS.txt'))
  })

  it('signs, in base58btc', () => {
    expect(toMultibase(Buffer.from(step('sigHexJCS.txt'), 'hex'))).toBe(step('sigBTC58JCS.txt'))
    expect(orThrow(addProof(document, config, seed))).toEqual(signed)
  })

  it('verifies, and refuses the document with one word changed', () => {
    const verified = orThrow(verifyProof(signed, publicKeyOfDidKey, 'assertionMethod'))
    expect(verified.document).toEqual(document)
    const trusted = () => publicKeyFromMultibase(keys.publicKeyMultibase)
    expect(verifyProof({ ...signed, name: 'Another' }, trusted, 'assertionMethod').ok).toBe(false)
  })
})
