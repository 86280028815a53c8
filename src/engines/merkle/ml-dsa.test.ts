import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHex, utf8 } from './bytes.ts'
import { printCheckpoint } from './checkpoint.ts'
import { cosign, cosignSubtree, verifySubtree } from './cosign.ts'
import { orThrow } from './fault.ts'
import { hashLeaf, hashPair } from './hash.ts'
import { mlDsa44Signer, portableMlDsa44 } from './ml-dsa.ts'
import { nodeMlDsa44 } from './node.ts'
import {
  COSIGNATURE_V1,
  ED25519,
  noteSigner,
  parseKey,
  parseNote,
  printKey,
  printNote,
  signNote,
  verifyNote,
} from './note.ts'
import { subtreeMessage } from './subtree.ts'
import { openCheckpoint } from './tlog-proof.ts'

const ORIGIN = 'log.example/terrace'
const NOW = 1_700_000_000
const log = orThrow(noteSigner(ORIGIN, ED25519, new Uint8Array(32).fill(1)))
const cosigner = orThrow(mlDsa44Signer('witness.example/pq', new Uint8Array(32).fill(2)))
const text = orThrow(
  printCheckpoint({ origin: ORIGIN, size: 3, root: hashLeaf(utf8('x')), extensions: ['of the log'] }),
)
const signed = orThrow(signNote(text, [log]))
const note = { ...signed, signatures: [...signed.signatures, orThrow(cosign(text, cosigner, NOW))] }
const keys = [log.key, cosigner.key]

describe('a cosignature of ML-DSA-44', () => {
  it('verifies after the note went through text, by either implementation', () => {
    const read = orThrow(parseNote(printNote(note)))
    for (const mlDsa44 of [portableMlDsa44, nodeMlDsa44])
      expect(orThrow(verifyNote(read, keys, undefined, mlDsa44)).map(({ timeSeconds }) => timeSeconds)).toEqual([
        null,
        NOW,
      ])
  })

  it('is made alike by both: one verifies what the other has signed', () => {
    const seed = new Uint8Array(32).fill(9)
    expect(toHex(nodeMlDsa44.publicKey(seed))).toBe(toHex(portableMlDsa44.publicKey(seed)))
    const message = utf8('terrace')
    const key = portableMlDsa44.publicKey(seed)
    expect(portableMlDsa44.verify(nodeMlDsa44.sign(message, seed), message, key)).toBe(true)
    expect(nodeMlDsa44.verify(portableMlDsa44.sign(message, seed), message, key)).toBe(true)
  })

  it('signs the structure of the specification, byte for byte', () => {
    const hash = new Uint8Array(32).fill(0xab)
    const message = orThrow(subtreeMessage('w', { origin: 'log', start: 4, end: 6, hash }, 0))
    expect(toHex(message)).toBe(
      [
        '737562747265652f76310a00', // subtree/v1\n\0
        '0177',
        '0000000000000000',
        '036c6f67',
        '0000000000000004',
        '0000000000000006',
        'ab'.repeat(32),
      ].join(''),
    )
  })

  it('says nothing of the lines that follow the tree, and binds the name', () => {
    const other = { ...note, text: text.replace('of the log', 'of another') }
    expect(verifyNote(other, [cosigner.key], undefined, nodeMlDsa44).ok).toBe(true)
    const renamed = orThrow(mlDsa44Signer('witness.example/other', new Uint8Array(32).fill(2)))
    const borrowed = { ...note, signatures: [{ ...note.signatures[1]!, name: renamed.key.name, id: renamed.key.id }] }
    expect(verifyNote(borrowed, [renamed.key], undefined, nodeMlDsa44)).toMatchObject({
      fault: { code: 'bad_signature' },
    })
  })

  it('is refused where its verifier is wanting, and passed over where its key is unknown', () => {
    expect(verifyNote(note, keys)).toMatchObject({ fault: { code: 'no_verifier' } })
    expect(verifyNote(note, [log.key]).ok).toBe(true)
  })

  it('a flipped bit anywhere is refused', () =>
    fc.assert(
      fc.property(fc.nat(8 + 2420 - 1), fc.nat(7), (at, bit) => {
        const [, line] = note.signatures
        const signature = line!.signature.slice()
        signature[at]! ^= 1 << bit
        const bent = { ...note, signatures: [{ ...line!, signature }] }
        expect(verifyNote(bent, keys, undefined, nodeMlDsa44)).toMatchObject({ fault: { code: 'bad_signature' } })
      }),
      { numRuns: 200 },
    ))

  it('counts as one witness with the Ed25519 key of the same name', () => {
    const classic = orThrow(noteSigner(cosigner.key.name, COSIGNATURE_V1, new Uint8Array(32).fill(3)))
    const both = { ...note, signatures: [...note.signatures, orThrow(cosign(text, classic, NOW))] }
    const policy = { origin: ORIGIN, logKeys: [log.key], witnesses: [cosigner.key, classic.key] }
    const open = (witnessesMin: number) => openCheckpoint(both, { ...policy, witnessesMin }, { mlDsa44: nodeMlDsa44 })
    expect(orThrow(open(1)).witnesses).toHaveLength(2)
    expect(open(2)).toMatchObject({ fault: { code: 'not_enough_witnesses' } })
  })

  it('a key goes through its text and back', () => {
    expect(parseKey(printKey(cosigner.key))).toEqual({ ok: true, value: cosigner.key })
    expect(parseKey(printKey(cosigner.key).slice(0, -4)).ok).toBe(false)
  })
})

describe('a cosigned subtree', () => {
  const hash = hashPair(hashLeaf(utf8('a')), hashLeaf(utf8('b')))
  const subtree = { origin: ORIGIN, start: 4, end: 6, hash }

  it('verifies, and nothing but itself', () => {
    const signature = orThrow(cosignSubtree(subtree, cosigner))
    expect(verifySubtree(subtree, signature, cosigner.key, portableMlDsa44)).toEqual({
      ok: true,
      value: { timeSeconds: 0 },
    })
    for (const other of [
      { ...subtree, start: 6, end: 8 },
      { ...subtree, origin: 'log.example/other' },
      { ...subtree, hash: hashLeaf(utf8('a')) },
    ])
      expect(verifySubtree(other, signature, cosigner.key, nodeMlDsa44)).toMatchObject({
        fault: { code: 'bad_signature' },
      })
  })

  it('has no time but that of a whole tree, and begins where subtrees begin', () => {
    expect(cosignSubtree(subtree, cosigner, NOW)).toMatchObject({ fault: { code: 'bad_time' } })
    for (const [start, end] of [
      [1, 3],
      [6, 9],
      [4, 4],
      [-2, 2],
      [2.5, 3],
      [Number.NaN, 1],
    ])
      expect(cosignSubtree({ ...subtree, start: start!, end: end! }, cosigner)).toMatchObject({
        fault: { code: 'bad_size' },
      })
    expect(cosignSubtree(subtree, log)).toMatchObject({ fault: { code: 'bad_key' } })
  })
})
