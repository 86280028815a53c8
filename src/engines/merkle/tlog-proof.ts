import { fromBase64, fromUtf8, readDecimal, toBase64 } from './bytes.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { portableEd25519 } from './ed25519.ts'
import { done, refuse, type MerkleResult } from './fault.ts'
import { HASH_BYTES, hashLeaf, portableSha256, type Sha256 } from './hash.ts'
import { ED25519, parseNote, printNote, verifyNote, type Note, type NoteKey, type Verifier } from './note.ts'
import { verifyInclusion } from './proof.ts'

// c2sp.org/tlog-proof

/** All that a phone needs to check an entry without asking anybody. The extra data is authenticated by nothing. */
export type TlogProof = {
  extra: Uint8Array | null
  index: number
  /** From the leaf's sibling up to the root's child. */
  hashes: readonly Uint8Array[]
  checkpoint: Note
}

const HEADER = 'c2sp.org/tlog-proof@v1'
const PROOF_CHARACTERS_MAX = 2_000_000
/** A tree of 2^53 entries needs no more. */
export const HASHES_MAX = 63

export function printTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const head = [HEADER, ...(extra === null ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`]
  return `${[...head, ...hashes.map(toBase64)].join('\n')}\n\n${printNote(checkpoint)}`
}

/** Lines of one hash each. `firstLine` is only for telling where a fault is. */
export function parseHashes(lines: readonly string[], firstLine: number): MerkleResult<Uint8Array[]> {
  if (lines.length > HASHES_MAX) return refuse('bad_proof_length', `line ${firstLine + HASHES_MAX}`)
  const hashes: Uint8Array[] = []
  for (const [at, line] of lines.entries()) {
    const hash = fromBase64(line, `line ${firstLine + at}`)
    if (!hash.ok) return hash
    if (hash.value.length !== HASH_BYTES) return refuse('bad_hash', `line ${firstLine + at}`)
    hashes.push(hash.value)
  }
  return done(hashes)
}

/** Accepts text or its UTF-8 bytes; believes nothing. */
export function parseTlogProof(proof: string | Uint8Array): MerkleResult<TlogProof> {
  if (typeof proof !== 'string' && !(proof instanceof Uint8Array)) return refuse('bad_utf8', 'proof')
  if (proof.length > PROOF_CHARACTERS_MAX) return refuse('too_long', 'proof')
  const text = typeof proof === 'string' ? done(proof) : fromUtf8(proof)
  if (!text.ok) return text
  const end = text.value.indexOf('\n\n')
  if (end === -1) return refuse('bad_line', 'checkpoint')
  const lines = text.value.slice(0, end).split('\n')
  if (lines[0] !== HEADER) return refuse('bad_line', 'line 1')
  const extra = lines[1]?.startsWith('extra ') === true ? fromBase64(lines[1].slice(6), 'line 2') : done(null)
  if (!extra.ok) return extra
  const at = extra.value === null ? 1 : 2
  const index = lines[at]?.startsWith('index ') === true ? readDecimal(lines[at].slice(6)) : null
  if (index === null) return refuse('bad_index', `line ${at + 1}`)
  const hashes = parseHashes(lines.slice(at + 1), at + 2)
  if (!hashes.ok) return hashes
  const checkpoint = parseNote(text.value.slice(end + 2))
  if (!checkpoint.ok) return checkpoint
  return done({ extra: extra.value, index, hashes: hashes.value, checkpoint: checkpoint.value })
}

/** Whom a verifier trusts: the log's own keys, and how many of which witnesses must have seen the checkpoint. */
export type TrustPolicy = {
  origin: string
  logKeys: readonly NoteKey[]
  witnesses: readonly NoteKey[]
  witnessesMin: number
}

/** What a proof has shown: the entry stands at this place of this tree, and who vouches for the tree. */
export type ProvenEntry = {
  index: number
  checkpoint: Checkpoint
  witnesses: readonly { name: string; timeSeconds: number }[]
}

export type Primitives = { sha256?: Sha256; ed25519?: Verifier; mlDsa44?: Verifier }

/** A checkpoint that the log has signed and enough witnesses have seen. */
export function openCheckpoint(
  note: Note,
  policy: TrustPolicy,
  primitives: Primitives = {},
): MerkleResult<Pick<ProvenEntry, 'checkpoint' | 'witnesses'>> {
  const logKeys = policy.logKeys.filter((key) => key.type === ED25519)
  const witnessKeys = policy.witnesses.filter((key) => key.type !== ED25519)
  const ed25519 = primitives.ed25519 ?? portableEd25519
  const verified = verifyNote(note, [...logKeys, ...witnessKeys], ed25519, primitives.mlDsa44)
  if (!verified.ok) return verified
  if (!verified.value.some(({ key }) => logKeys.includes(key))) return refuse('no_signature', 'log')
  const witnesses = verified.value.flatMap(({ key, timeSeconds }) =>
    timeSeconds === null ? [] : [{ name: key.name, timeSeconds, publicKey: key.publicKey }],
  )
  if (eyesOf(witnesses) < policy.witnessesMin) return refuse('not_enough_witnesses', 'witnesses')
  const checkpoint = parseCheckpoint(note.text)
  if (!checkpoint.ok) return checkpoint
  if (checkpoint.value.origin !== policy.origin) return refuse('bad_origin', 'origin')
  return done({
    checkpoint: checkpoint.value,
    witnesses: witnesses.map(({ name, timeSeconds }) => ({ name, timeSeconds })),
  })
}

/** One witness under two names, or with keys of two kinds, is still one pair of eyes. */
function eyesOf(witnesses: readonly { name: string; publicKey: Uint8Array }[]): number {
  const seen = new Set<string>()
  let eyes = 0
  for (const { name, publicKey } of witnesses) {
    const marks = [`name ${name}`, `key ${toBase64(publicKey)}`]
    if (!marks.some((mark) => seen.has(mark))) eyes++
    for (const mark of marks) seen.add(mark)
  }
  return eyes
}

/** Everything at once, offline: signatures of the log and the witnesses, origin, and the entry's inclusion. */
export function verifyTlogProof(
  proof: string | Uint8Array,
  entry: Uint8Array,
  policy: TrustPolicy,
  primitives: Primitives = {},
): MerkleResult<ProvenEntry> {
  const sha256 = primitives.sha256 ?? portableSha256
  const parsed = parseTlogProof(proof)
  if (!parsed.ok) return parsed
  const { index, hashes, checkpoint: note } = parsed.value
  const opened = openCheckpoint(note, policy, primitives)
  if (!opened.ok) return opened
  const { size, root } = opened.value.checkpoint
  const included = verifyInclusion({ index, size, leafHash: hashLeaf(entry, sha256), proof: hashes, root }, sha256)
  return included.ok ? done({ index, ...opened.value }) : included
}
