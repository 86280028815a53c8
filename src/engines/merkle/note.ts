import { concat, fromBase64, fromUtf8, sameBytes, toBase64, toHex, utf8 } from './bytes.ts'
import { portableEd25519, type Ed25519 } from './ed25519.ts'
import { done, refuse, type MerkleResult } from './fault.ts'
import { portableSha256 } from './hash.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { subtreeMessage } from './subtree.ts'

// c2sp.org/signed-note

/** Signature types of the specification that this engine knows: plain Ed25519, and a witness' timestamped cosignatures. */
export const ED25519 = 0x01
export const COSIGNATURE_V1 = 0x04
export const ML_DSA_44 = 0x06
export type SignatureType = typeof ED25519 | typeof COSIGNATURE_V1 | typeof ML_DSA_44

const KEY_BYTES: { readonly [type in SignatureType]: number } = {
  [ED25519]: 32,
  [COSIGNATURE_V1]: 32,
  [ML_DSA_44]: 1312,
}

const isSignatureType = (type: number | undefined): type is SignatureType =>
  type === ED25519 || type === COSIGNATURE_V1 || type === ML_DSA_44

/** Checks a signature: false for whatever is not a valid one, keys and signatures of wrong length included. */
export type Verifier = { verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean }

/** A key that may have signed a note: who, the first four bytes of the key's hash, and how it signs. */
export type NoteKey = { name: string; id: Uint8Array; type: SignatureType; publicKey: Uint8Array }

export type NoteSignature = { name: string; id: Uint8Array; signature: Uint8Array }

/** A note as read: nothing in it is to be believed before `verifyNote`. The text ends in a newline. */
export type Note = { text: string; signatures: readonly NoteSignature[] }

/** A signature that a trusted key has made; a cosignature bears the witness' time in seconds since the Epoch. */
export type VerifiedSignature = { key: NoteKey; timeSeconds: number | null }

const NOTE_BYTES_MAX = 1_000_000
export const SIGNATURES_MAX = 100
const DASH = '— '

/** Names are not empty and hold neither Unicode spaces nor `+`. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+\p{Cc}]/u.test(name)
}

export function noteKey(name: string, type: SignatureType, publicKey: Uint8Array): MerkleResult<NoteKey> {
  if (!isKeyName(name)) return refuse('bad_key_name', 'key')
  if (publicKey.length !== KEY_BYTES[type]) return refuse('bad_key', 'key')
  const id = portableSha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4)
  return done({ name, id, type, publicKey })
}

/** `name+hexid+base64(type || key)`, as operators exchange keys. */
export function printKey(key: NoteKey): string {
  return `${key.name}+${toHex(key.id)}+${toBase64(concat(Uint8Array.of(key.type), key.publicKey))}`
}

export function parseKey(text: string): MerkleResult<NoteKey> {
  if (typeof text !== 'string') return refuse('bad_key', 'key')
  if (text.length > 4_000) return refuse('too_long', 'key')
  // Base64 may hold a `+`, a name may not: the first two part the three.
  const [, name = '', id = '', material = ''] = text.match(/^([^+]*)\+([0-9a-f]{8})\+(.*)$/su) ?? []
  const bytes = fromBase64(material, 'key')
  if (!bytes.ok) return bytes
  const type = bytes.value[0]
  if (!isSignatureType(type)) return refuse('bad_key', 'key')
  const key = noteKey(name, type, bytes.value.subarray(1))
  if (key.ok && toHex(key.value.id) !== id) return refuse('bad_key', 'key')
  return key
}

/** A signer of notes; the secret stays behind `sign`. */
export type NoteSigner = { key: NoteKey; sign(message: Uint8Array): Uint8Array }

/** A signer by Ed25519 from a secret seed of 32 bytes. */
export function noteSigner(
  name: string,
  type: typeof ED25519 | typeof COSIGNATURE_V1,
  seed: Uint8Array,
  ed25519: Ed25519 = portableEd25519,
): MerkleResult<NoteSigner> {
  if (seed.length !== 32) return refuse('bad_key', 'seed')
  const key = noteKey(name, type, ed25519.publicKey(seed))
  if (!key.ok) return key
  return done({ key: key.value, sign: (message) => ed25519.sign(message, seed) })
}

function checkText(text: string): MerkleResult<true> {
  if (!text.isWellFormed()) return refuse('bad_utf8', 'text')
  // oxlint-disable-next-line no-control-regex -- the characters that a note may not hold
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) return refuse('bad_character', 'text')
  return text.endsWith('\n') ? done(true) : refuse('bad_line', 'text')
}

export function printSignature({ name, id, signature }: NoteSignature): string {
  return `${DASH}${name} ${toBase64(concat(id, signature))}\n`
}

export function printNote(note: Note): string {
  return `${note.text}\n${note.signatures.map(printSignature).join('')}`
}

function parseSignature(line: string, part: string): MerkleResult<NoteSignature> {
  if (!line.startsWith(DASH)) return refuse('bad_line', part)
  const [name = '', base64 = '', ...more] = line.slice(DASH.length).split(' ')
  if (more.length > 0) return refuse('bad_line', part)
  if (!isKeyName(name)) return refuse('bad_key_name', part)
  const bytes = fromBase64(base64, part)
  if (!bytes.ok) return bytes
  if (bytes.value.length < 5) return refuse('bad_signature', part)
  return done({ name, id: bytes.value.subarray(0, 4), signature: bytes.value.subarray(4) })
}

/** The lines of signatures that follow a note's text or that a witness answers with; at least one. */
export function parseSignatures(text: string): MerkleResult<NoteSignature[]> {
  if (text.length > NOTE_BYTES_MAX) return refuse('too_long', 'signatures')
  const checked = checkText(text)
  if (!checked.ok) return checked
  const lines = text.slice(0, -1).split('\n')
  if (lines.length > SIGNATURES_MAX) return refuse('too_many_signatures', 'signatures')
  const signatures: NoteSignature[] = []
  for (const [at, line] of lines.entries()) {
    const signature = parseSignature(line, `signature ${at + 1}`)
    if (!signature.ok) return signature
    signatures.push(signature.value)
  }
  return done(signatures)
}

/** Reads a signed note; accepts text or its UTF-8 bytes. */
export function parseNote(note: string | Uint8Array): MerkleResult<Note> {
  if (typeof note !== 'string' && !(note instanceof Uint8Array)) return refuse('bad_utf8', 'note')
  if (note.length > NOTE_BYTES_MAX) return refuse('too_long', 'note')
  const text = typeof note === 'string' ? done(note) : fromUtf8(note)
  if (!text.ok) return text
  const checked = checkText(text.value)
  if (!checked.ok) return checked
  const end = text.value.lastIndexOf('\n\n')
  if (end === -1) return refuse('no_signature', 'note')
  const signatures = parseSignatures(text.value.slice(end + 2))
  return signatures.ok ? done({ text: text.value.slice(0, end + 1), signatures: signatures.value }) : signatures
}

const COSIGNATURE_BYTES = { [COSIGNATURE_V1]: 8 + 64, [ML_DSA_44]: 8 + 2420 }

/** The time that a cosignature begins with; null where its form is wrong. */
export function timeOf(bytes: Uint8Array, type: typeof COSIGNATURE_V1 | typeof ML_DSA_44): number | null {
  if (bytes.length !== COSIGNATURE_BYTES[type]) return null
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  return time > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(time)
}

/** The message that a signature line of this key signs, and the signature proper; null where its form is wrong. */
function signed(text: string, { name, type }: NoteKey, bytes: Uint8Array) {
  if (type === ED25519) return bytes.length === 64 ? { message: utf8(text), signature: bytes, timeSeconds: null } : null
  const timeSeconds = timeOf(bytes, type)
  if (timeSeconds === null) return null
  const message = type === COSIGNATURE_V1 ? cosignedMessage(text, timeSeconds) : treeMessage(text, name, timeSeconds)
  return message === null ? null : { message, signature: bytes.subarray(8), timeSeconds }
}

/** What ML-DSA-44 signs of a checkpoint: its tree and its log, and none of the lines that follow. */
function treeMessage(text: string, cosigner: string, timeSeconds: number): Uint8Array | null {
  const checkpoint = parseCheckpoint(text)
  if (!checkpoint.ok) return null
  const { origin, size, root } = checkpoint.value
  const message = subtreeMessage(cosigner, { origin, start: 0, end: size, hash: root }, timeSeconds)
  return message.ok ? message.value : null
}

/** c2sp.org/tlog-cosignature, Ed25519: header, time, and the whole text of the checkpoint. */
export function cosignedMessage(text: string, timeSeconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${timeSeconds}\n${text}`)
}

/**
 * The signatures of trusted keys on a note, each key once. Lines of unknown keys are passed over; one line of a known key
 * that does not verify refuses the whole note, and so does a note that no known key has signed. Keys of ML-DSA-44 need their
 * verifier (`ml-dsa.ts`, or Node's own): without it a line of theirs is refused as `no_verifier`, not passed over.
 */
export function verifyNote(
  note: Note,
  keys: readonly NoteKey[],
  ed25519: Verifier = portableEd25519,
  mlDsa44?: Verifier,
): MerkleResult<VerifiedSignature[]> {
  const verified = new Map<NoteKey, VerifiedSignature>()
  for (const [at, line] of note.signatures.entries()) {
    const key = keys.find((known) => known.name === line.name && sameBytes(known.id, line.id))
    if (key === undefined || verified.has(key)) continue
    const verifier = key.type === ML_DSA_44 ? mlDsa44 : ed25519
    if (verifier === undefined) return refuse('no_verifier', `signature ${at + 1}`)
    const claim = signed(note.text, key, line.signature)
    if (claim === null || !verifier.verify(claim.signature, claim.message, key.publicKey))
      return refuse('bad_signature', `signature ${at + 1}`)
    verified.set(key, { key, timeSeconds: claim.timeSeconds })
  }
  return verified.size > 0 ? done([...verified.values()]) : refuse('no_signature', 'note')
}

/** A note of this text (ending in a newline) signed by plain Ed25519 keys. */
export function signNote(text: string, signers: readonly NoteSigner[]): MerkleResult<Note> {
  const checked = checkText(text)
  if (!checked.ok) return checked
  if (signers.length === 0) return refuse('no_signature', 'note')
  if (signers.some((signer) => signer.key.type !== ED25519)) return refuse('bad_key', 'signer')
  const message = utf8(text)
  const signatures = signers.map(({ key, sign }) => ({ name: key.name, id: key.id, signature: sign(message) }))
  return done({ text, signatures })
}
