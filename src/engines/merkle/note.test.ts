import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64, utf8 } from './bytes.ts'
import { parseCheckpoint, printCheckpoint } from './checkpoint.ts'
import { cosign } from './cosign.ts'
import { portableEd25519 } from './ed25519.ts'
import { orThrow } from './fault.ts'
import { hashLeaf } from './hash.ts'
import { memoryStore } from './memory.ts'
import { nodeEd25519 } from './node.ts'
import {
  COSIGNATURE_V1,
  ED25519,
  noteSigner,
  parseKey,
  parseNote,
  printKey,
  printNote,
  printSignature,
  signNote,
  verifyNote,
  type Note,
  type NoteSigner,
} from './note.ts'
import { proveConsistency, proveInclusion } from './prove.ts'
import { appendLeaf, emptyRange, rootOf, type CompactRange } from './range.ts'
import { openCheckpoint, parseTlogProof, printTlogProof, verifyTlogProof } from './tlog-proof.ts'
import { parseAddCheckpoint, printAddCheckpoint, witnessCheckpoint, type Seen, type Witness } from './witness.ts'

const ORIGIN = 'log.example/terrace'
const log = orThrow(noteSigner(ORIGIN, ED25519, new Uint8Array(32).fill(1)))
const w1 = orThrow(noteSigner('witness.example/w1', COSIGNATURE_V1, new Uint8Array(32).fill(2)))
const w2 = orThrow(noteSigner('witness.example/w2', COSIGNATURE_V1, new Uint8Array(32).fill(3)))
const stranger = orThrow(noteSigner(ORIGIN, ED25519, new Uint8Array(32).fill(4)))
const NOW = 1_700_000_000

const store = memoryStore()
const ranges: CompactRange[] = [emptyRange]
for (let at = 0; at < 20; at++)
  ranges.push(appendLeaf(ranges.at(-1) ?? emptyRange, hashLeaf(utf8(`entry ${at}`)), store.write))
const range = (size: number): CompactRange => ranges[size] ?? emptyRange

function checkpointNote(size: number, signer: NoteSigner = log, root = rootOf(range(size))): Note {
  return orThrow(signNote(orThrow(printCheckpoint({ origin: ORIGIN, size, root, extensions: [] })), [signer]))
}

function seenBy(note: Note, witnesses: readonly NoteSigner[]): Note {
  const more = witnesses.map((signer) => orThrow(cosign(note.text, signer, NOW)))
  return { ...note, signatures: [...note.signatures, ...more] }
}

describe('a signed note', () => {
  const line = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .filter((text) => !/[\p{Cc}]/u.test(text) && text.isWellFormed())

  it('comes back as it went, and verifies', () =>
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const note = orThrow(signNote(`${lines.join('\n')}\n`, [log, stranger]))
        expect(orThrow(parseNote(printNote(note)))).toEqual(note)
        expect(orThrow(parseNote(utf8(printNote(note))))).toEqual(note)
        expect(orThrow(verifyNote(note, [log.key])).map(({ key }) => key)).toEqual([log.key])
      }),
      { numRuns: 30 },
    ))

  it('refuses any flipped bit', () => {
    const bytes = utf8(printNote(checkpointNote(7)))
    for (let bit = 0; bit < bytes.length * 8; bit += 5) {
      const bent = bytes.slice()
      const at = Math.floor(bit / 8)
      bent[at] = (bent[at] ?? 0) ^ (1 << (bit % 8))
      const note = parseNote(bent)
      expect(note.ok && verifyNote(note.value, [log.key]).ok).toBe(false)
    }
  })

  it('passes over unknown keys, but not over a bad line of a known one', () => {
    const note = checkpointNote(5)
    const [mine] = note.signatures
    const other = checkpointNote(6).signatures
    expect(
      verifyNote({ ...note, signatures: [...checkpointNote(5, stranger).signatures, ...note.signatures] }, [log.key])
        .ok,
    ).toBe(true)
    expect(
      verifyNote({ ...note, signatures: [...other, ...(mine === undefined ? [] : [mine])] }, [log.key]),
    ).toMatchObject({
      fault: { code: 'bad_signature' },
    })
    expect(verifyNote(note, [stranger.key])).toMatchObject({ fault: { code: 'no_signature' } })
  })

  it.each([
    'no newline',
    'text\n',
    'text\n\n',
    'text\n\n— a b\n',
    'text\n\n- a AAAAAAA=\n',
    'te\tt\n\n— a AAAAAAAA\n',
    'text\n\n— a+b AAAAAAAA\n',
    'text\n\n— a\u00a0b AAAAAAAA\n',
    'text\n\n— a AAAAAAAA',
    'text\n\n— a AAAAAAAB=\n',
  ])('%j is none', (text) => expect(parseNote(text).ok).toBe(false))

  it('is signed alike by Node’s own Ed25519', () => {
    const seed = new Uint8Array(32).fill(9)
    const message = utf8('同一句话')
    const signature = portableEd25519.sign(message, seed)
    const publicKey = portableEd25519.publicKey(seed)
    expect(nodeEd25519.sign(message, seed)).toEqual(signature)
    expect(nodeEd25519.publicKey(seed)).toEqual(publicKey)
    expect([
      nodeEd25519.verify(signature, message, publicKey),
      portableEd25519.verify(signature, message, publicKey),
    ]).toEqual([true, true])
    expect(nodeEd25519.verify(signature.subarray(1), message, publicKey)).toBe(false)
    expect(portableEd25519.verify(signature, message, publicKey.subarray(1))).toBe(false)
  })
})

describe('keys', () => {
  it('come back as they went', () => {
    for (const { key } of [log, w1]) expect(orThrow(parseKey(printKey(key)))).toEqual(key)
    // The example of Go's own note package, which the specification describes.
    const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
    expect(printKey(orThrow(parseKey(peter)))).toBe(peter)
  })

  it('of an unknown kind, a wrong id or a bad name are refused', () => {
    const [name = '', , material = ''] = printKey(log.key).split('+')
    expect(parseKey(`${name}+00000000+${material}`).ok).toBe(false)
    expect(parseKey(`a b+00000000+${material}`).ok).toBe(false)
    expect(parseKey(`${name}+00000000+${toBase64(new Uint8Array(33).fill(9))}`).ok).toBe(false)
  })
})

describe('the note of Go’s own package', () => {
  it('verifies', () => {
    const key = orThrow(parseKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'))
    const text =
      'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace(
        '’',
        "'",
      )
    const line =
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
    expect(verifyNote(orThrow(parseNote(`${text}\n${line}`)), [key]).ok).toBe(true)
  })
})

describe('a checkpoint', () => {
  it('comes back as it went', () =>
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, root) => {
        const checkpoint = { origin: ORIGIN, size, root, extensions: ['more'] }
        expect(orThrow(parseCheckpoint(orThrow(printCheckpoint(checkpoint))))).toEqual(checkpoint)
      }),
    ))

  const root = toBase64(new Uint8Array(32))
  it.each([
    `a\n01\n${root}\n`,
    `a\n1\n${root}`,
    `\n1\n${root}\n`,
    `a\n-1\n${root}\n`,
    `a\n1\nAAAA\n`,
    `a\n99999999999999999999\n${root}\n`,
    `a\n1\n${root}\n\nb\n`,
  ])('%j is none', (text) => expect(parseCheckpoint(text).ok).toBe(false))
})

const policy = { origin: ORIGIN, logKeys: [log.key], witnesses: [w1.key, w2.key], witnessesMin: 2 }

describe('a proof for a phone', () => {
  const proof = (index: number, size: number, note: Note, extra: Uint8Array | null = null): string =>
    printTlogProof({ extra, index, hashes: orThrow(proveInclusion(index, size, store.read)), checkpoint: note })

  it('verifies offline, and comes back as it went', () => {
    const text = proof(3, 20, seenBy(checkpointNote(20), [w1, w2]), utf8('extra'))
    expect(orThrow(verifyTlogProof(text, utf8('entry 3'), policy))).toMatchObject({
      index: 3,
      checkpoint: { origin: ORIGIN, size: 20 },
      witnesses: [
        { name: 'witness.example/w1', timeSeconds: NOW },
        { name: 'witness.example/w2', timeSeconds: NOW },
      ],
    })
    expect(printTlogProof(orThrow(parseTlogProof(text)))).toBe(text)
    const alone = proof(0, 1, seenBy(checkpointNote(1), [w1, w2]))
    expect(verifyTlogProof(alone, utf8('entry 0'), policy, { ed25519: nodeEd25519 }).ok).toBe(true)
  })

  it('is refused for another entry, place, log, or with too few witnesses', () => {
    const note = seenBy(checkpointNote(20), [w1, w2])
    const text = proof(3, 20, note)
    expect(verifyTlogProof(text, utf8('entry 4'), policy).ok).toBe(false)
    expect(verifyTlogProof(text.replace('index 3', 'index 4'), utf8('entry 3'), policy).ok).toBe(false)
    expect(verifyTlogProof(text, utf8('entry 3'), { ...policy, origin: 'other' }).ok).toBe(false)
    expect(verifyTlogProof(text, utf8('entry 3'), { ...policy, logKeys: [] }).ok).toBe(false)
    expect(verifyTlogProof(proof(3, 20, seenBy(checkpointNote(20), [w1])), utf8('entry 3'), policy)).toMatchObject({
      fault: { code: 'not_enough_witnesses' },
    })
    const twice = { ...policy, witnesses: [w1.key, { ...w1.key }] }
    expect(verifyTlogProof(proof(3, 20, seenBy(checkpointNote(20), [w1, w1])), utf8('entry 3'), twice).ok).toBe(false)
  })

  it('is refused with any bit flipped', () => {
    const bytes = utf8(proof(3, 20, seenBy(checkpointNote(20), [w1, w2])))
    for (let bit = 0; bit < bytes.length * 8; bit += 13) {
      const bent = bytes.slice()
      const at = Math.floor(bit / 8)
      bent[at] = (bent[at] ?? 0) ^ (1 << (bit % 8))
      expect(verifyTlogProof(bent, utf8('entry 3'), policy).ok).toBe(false)
    }
  })

  it('answers any garbage with a fault', () =>
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (text, bytes) => {
        for (const bad of [
          text,
          bytes,
          `c2sp.org/tlog-proof@v1\n${text}`,
          `c2sp.org/tlog-proof@v1\nindex 0\n\n${text}`,
        ])
          expect(verifyTlogProof(bad, bytes, policy).ok).toBe(false)
        expect(parseAddCheckpoint(text).ok).toBe(false)
      }),
    ))

  it('answers what is no text with a fault', () =>
    fc.assert(
      fc.property(fc.anything(), (bad) => {
        const value = (typeof bad === 'string' ? null : bad) as never
        for (const read of [parseNote, parseKey, parseCheckpoint, parseTlogProof, parseAddCheckpoint])
          expect(read(value).ok).toBe(false)
      }),
    ))
})

describe('a witness', () => {
  const request = (oldSize: number, size: number, note = checkpointNote(size)): string => {
    const proof = oldSize === 0 ? [] : orThrow(proveConsistency(oldSize, size, store.read))
    return printAddCheckpoint({ oldSize, proof, checkpoint: note })
  }
  const witness = (seen: Seen | null): Witness => ({
    signers: [w1],
    keysOf: (origin) => (origin === ORIGIN ? [log.key] : null),
    seen: () => seen,
  })
  const at = (size: number): Seen => ({ size, root: rootOf(range(size)) })

  it('cosigns what grows from what it has seen', () => {
    for (const [old, size] of [
      [0, 5],
      [5, 20],
      [16, 17],
      [9, 9],
    ] as const) {
      const body = request(old, size)
      const answer = witnessCheckpoint(body, witness(old === 0 ? null : at(old)), NOW)
      expect(answer).toMatchObject({ status: 200, keep: { origin: ORIGIN, ...at(size) } })
      const note = orThrow(parseNote(printNote(checkpointNote(size)) + answer.body))
      expect(openCheckpoint(note, { ...policy, witnessesMin: 1 }).ok).toBe(true)
      expect(printAddCheckpoint(orThrow(parseAddCheckpoint(body)))).toBe(body)
    }
  })

  it('answers as the specification says where something is wrong', () => {
    const status = (body: string, seen: Seen | null = at(5)): number =>
      witnessCheckpoint(body, witness(seen), NOW).status
    expect(status('nonsense')).toBe(400)
    expect(status(request(5, 20).replaceAll(ORIGIN, 'unknown.example'))).toBe(404)
    expect(status(request(5, 20, checkpointNote(20, stranger)))).toBe(403)
    expect(status(printAddCheckpoint({ oldSize: 6, proof: [], checkpoint: checkpointNote(5) }))).toBe(400)
    expect(witnessCheckpoint(request(4, 20), witness(at(5)), NOW)).toMatchObject({
      status: 409,
      body: '5\n',
      contentType: 'text/x.tlog.size',
      keep: null,
    })
    expect(status(request(9, 20), null)).toBe(409)
    expect(status(request(5, 5, checkpointNote(5, log, new Uint8Array(32))))).toBe(409)
    expect(status(request(5, 20, checkpointNote(20, log, new Uint8Array(32))))).toBe(422)
    expect(status(request(5, 20), { size: 5, root: new Uint8Array(32) })).toBe(422)
    expect(
      status(printAddCheckpoint({ oldSize: 0, proof: [new Uint8Array(32)], checkpoint: checkpointNote(5) }), null),
    ).toBe(422)
    const long = Array.from({ length: 64 }, () => new Uint8Array(32))
    expect(status(printAddCheckpoint({ oldSize: 5, proof: long, checkpoint: checkpointNote(20) }))).toBe(400)
  })

  it('writes a line that others read', () => {
    const note = checkpointNote(20)
    expect(printSignature(orThrow(cosign(note.text, w1, NOW)))).toMatch(
      /^— witness\.example\/w1 [A-Za-z0-9+/]+={0,2}\n$/,
    )
    expect(cosign(note.text, log, NOW).ok).toBe(false)
    expect(cosign('not a checkpoint\n', w1, NOW).ok).toBe(false)
    expect(cosign(note.text, w1, -1).ok).toBe(false)
  })
})
