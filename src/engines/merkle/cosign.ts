import { concat, sameBytes, u64 } from './bytes.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { done, refuse, type MerkleResult } from './fault.ts'
import { HASH_BYTES } from './hash.ts'
import {
  COSIGNATURE_V1,
  cosignedMessage,
  ML_DSA_44,
  timeOf,
  type NoteKey,
  type NoteSignature,
  type NoteSigner,
  type Verifier,
} from './note.ts'
import { isSubtree, subtreeMessage, type Subtree } from './subtree.ts'

// c2sp.org/tlog-cosignature

/** A witness' cosignature of a checkpoint's text at a time in seconds since the Epoch, as the kind of its key has it. */
export function cosign(text: string, signer: NoteSigner, timeSeconds: number): MerkleResult<NoteSignature> {
  const { key } = signer
  if (key.type !== COSIGNATURE_V1 && key.type !== ML_DSA_44) return refuse('bad_key', 'signer')
  if (!Number.isSafeInteger(timeSeconds) || timeSeconds < 0) return refuse('bad_time', 'time')
  const checkpoint = parseCheckpoint(text)
  if (!checkpoint.ok) return checkpoint
  const { origin, size, root } = checkpoint.value
  if (key.type === COSIGNATURE_V1) return done(timed(signer, cosignedMessage(text, timeSeconds), timeSeconds))
  const message = subtreeMessage(key.name, { origin, start: 0, end: size, hash: root }, timeSeconds)
  return message.ok ? done(timed(signer, message.value, timeSeconds)) : message
}

/**
 * An ML-DSA-44 cosignature of a subtree, which has no checkpoint of its own. The time is 0, as it must be where the subtree
 * does not begin with the first leaf, unless the cosigner also says that this is the largest tree it has seen.
 */
export function cosignSubtree(subtree: Subtree, signer: NoteSigner, timeSeconds = 0): MerkleResult<NoteSignature> {
  if (signer.key.type !== ML_DSA_44) return refuse('bad_key', 'signer')
  const message = subtreeMessage(signer.key.name, subtree, timeSeconds)
  return message.ok ? done(timed(signer, message.value, timeSeconds)) : message
}

/** Whether a cosigner has signed this subtree, and at what time (0: it says nothing of one). */
export function verifySubtree(
  subtree: Subtree,
  signature: NoteSignature,
  key: NoteKey,
  mlDsa44: Verifier,
): MerkleResult<{ timeSeconds: number }> {
  if (key.type !== ML_DSA_44) return refuse('bad_key', 'key')
  if (!isSubtree(subtree) || subtree.hash.length !== HASH_BYTES) return refuse('bad_size', 'subtree')
  if (signature.name !== key.name || !sameBytes(signature.id, key.id)) return refuse('no_signature', 'subtree')
  const timeSeconds = timeOf(signature.signature, ML_DSA_44)
  if (timeSeconds === null) return refuse('bad_signature', 'subtree')
  const message = subtreeMessage(key.name, subtree, timeSeconds)
  if (!message.ok) return message
  return mlDsa44.verify(signature.signature.subarray(8), message.value, key.publicKey)
    ? done({ timeSeconds })
    : refuse('bad_signature', 'subtree')
}

function timed({ key, sign }: NoteSigner, message: Uint8Array, timeSeconds: number): NoteSignature {
  return { name: key.name, id: key.id, signature: concat(u64(timeSeconds), sign(message)) }
}
